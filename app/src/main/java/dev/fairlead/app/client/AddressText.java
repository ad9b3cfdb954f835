package dev.fairlead.app.client;

import dev.fairlead.ranges.Addresses;

import java.net.InetAddress;
import java.util.Optional;

/** An address as proxies write it: bare, with a port, in brackets, with a zone. Never a name. */
public final class AddressText {
    private AddressText() {}

    /** An entry of {@code X-Forwarded-For}, or a node of {@code Forwarded}. */
    public static Optional<InetAddress> parse(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end > 0 && isEndOrPort(text.substring(end + 1))
                    ? literal(text.substring(1, end))
                    : Optional.empty();
        }
        int colon = text.indexOf(':');
        boolean port = colon >= 0 && colon == text.lastIndexOf(':');
        return literal(port ? text.substring(0, colon) : text);
    }

    static Optional<InetAddress> literal(String text) {
        int zone = text.indexOf('%'); // it names an interface of the proxy's, not of ours
        try {
            return Optional.of(Addresses.parse(zone < 0 ? text : text.substring(0, zone)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isEndOrPort(String rest) {
        return rest.isEmpty() || rest.startsWith(":");
    }
}
