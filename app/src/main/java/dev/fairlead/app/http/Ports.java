package dev.fairlead.app.http;

import dev.fairlead.app.config.ServerSettings;
import dev.fairlead.spi.ConfigurationException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds free ports for 0, and says clearly when a port is taken. */
final class Ports {
    private Ports() {}

    static ServerSettings chosen(ServerSettings server) {
        int port = check(server.host(), server.port(), "port");
        int management = check(server.managementHost(), server.managementPort(), "management-port");
        if (port == management) {
            throw new ConfigurationException(
                    "fairlead.server.management-port", "is the public port; give it another one");
        }
        ServerSettings chosen = server.withPorts(port, management);
        if (server.plainPort().isEmpty()) {
            return chosen;
        }
        int plain = check(server.host(), server.plainPort().getAsInt(), "plain-port");
        if (plain == port || plain == management) {
            throw new ConfigurationException(
                    "fairlead.server.plain-port", "is another listener's; give it one of its own");
        }
        return chosen.withPlainPort(plain);
    }

    private static int check(String host, int port, String key) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new ConfigurationException(
                    "fairlead.server." + key,
                    "can't listen on " + host + ":" + port + " (" + e.getMessage() + ")");
        }
    }
}
