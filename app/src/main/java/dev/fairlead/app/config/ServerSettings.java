package dev.fairlead.app.config;

import dev.fairlead.spi.Settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The listeners.
 *
 * @param tls what the port speaks TLS with; empty: it is plain
 * @param plainPort another public port, which is plain beside one that isn't
 * @param grace how long running requests may take to end once a shutdown began
 * @param idleTimeout after how long without a byte a connection is closed
 * @param headerTimeout how long a request's head may take from its first byte to its last
 * @param askingPerNetwork how many decisions that take asking a client network gets per second
 */
public record ServerSettings(
        String host,
        int port,
        Optional<TlsSettings> tls,
        OptionalInt plainPort,
        String managementHost,
        int managementPort,
        Duration grace,
        Duration idleTimeout,
        Duration headerTimeout,
        boolean accessLog,
        int askingPerNetwork) {

    static ServerSettings read(Settings settings) {
        return new ServerSettings(
                settings.string("host", "0.0.0.0"),
                settings.integer("port", 8080, 0, 65535),
                TlsSettings.read(settings),
                plainPort(settings),
                settings.string("management-host", "127.0.0.1"),
                settings.integer("management-port", 8081, 0, 65535),
                settings.duration(
                        "shutdown-grace",
                        Duration.ofSeconds(30),
                        Duration.ZERO,
                        Duration.ofHours(1)),
                settings.duration(
                        "idle-timeout",
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(1),
                        Duration.ofHours(1)),
                settings.duration(
                        "header-timeout",
                        Duration.ofSeconds(10),
                        Duration.ofMillis(100),
                        Duration.ofMinutes(5)),
                settings.flag("access-log", true),
                settings.integer("asking-per-network", 200, 1, 1_000_000));
    }

    private static OptionalInt plainPort(Settings settings) {
        if (!settings.has("plain-port")) {
            return OptionalInt.empty();
        }
        if (!settings.has("tls")) {
            throw settings.error("plain-port", "needs tls; without it server.port is plain");
        }
        return OptionalInt.of(settings.integer("plain-port", 0, 0, 65535));
    }

    public ServerSettings withPorts(int publicPort, int management) {
        return with(publicPort, tls, plainPort, management);
    }

    public ServerSettings withPlainPort(int other) {
        return with(port, tls, OptionalInt.of(other), managementPort);
    }

    /** The same, with its files found beside the configuration file that names them. */
    ServerSettings relativeTo(Path configuration) {
        return with(
                port, tls.map(files -> files.relativeTo(configuration)), plainPort, managementPort);
    }

    private ServerSettings with(
            int publicPort, Optional<TlsSettings> files, OptionalInt plain, int management) {
        return new ServerSettings(
                host,
                publicPort,
                files,
                plain,
                managementHost,
                management,
                grace,
                idleTimeout,
                headerTimeout,
                accessLog,
                askingPerNetwork);
    }
}
