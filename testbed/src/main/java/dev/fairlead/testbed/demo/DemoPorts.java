package dev.fairlead.testbed.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The ports that the demo's arguments name. */
record DemoPorts(int port, int management) {

    static DemoPorts parse(List<String> arguments) {
        int port = 8080;
        int management = 8081;
        for (int i = 0; i < arguments.size(); i += 2) {
            String value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            switch (arguments.get(i)) {
                case "--port" -> port = Port.parse(value);
                case "--management-port" -> management = Port.parse(value);
                default ->
                        throw new IllegalArgumentException(
                                "unknown argument '"
                                        + arguments.get(i)
                                        + "'; there are --port and --management-port");
            }
        }
        return new DemoPorts(port, management);
    }

    /** Waits until the router listens. */
    void awaitReady() {
        while (!isListening(port) || !isListening(management)) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false; // not yet, which is what was asked
        }
    }
}
