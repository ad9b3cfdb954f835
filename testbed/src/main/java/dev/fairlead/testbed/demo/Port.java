package dev.fairlead.testbed.demo;

/** A port as an argument names it. */
final class Port {
    private Port() {}

    static int parse(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port < 65536) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a port", e);
        }
        throw new IllegalArgumentException("'" + text + "' is not a port from 1 to 65535");
    }
}
