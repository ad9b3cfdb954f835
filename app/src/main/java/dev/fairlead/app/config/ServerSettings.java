package dev.fairlead.app.config;

import dev.fairlead.spi.Settings;

import java.time.Duration;

/**
 * The two listeners.
 *
 * @param grace how long running requests may take to end once a shutdown began
 * @param idleTimeout after how long without a byte a connection is closed
 * @param headerTimeout how long a request's head may take from its first byte to its last
 * @param askingPerNetwork how many decisions that take asking a client network gets per second
 */
public record ServerSettings(
        String host,
        int port,
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

    public ServerSettings withPorts(int publicPort, int management) {
        return new ServerSettings(
                host,
                publicPort,
                managementHost,
                management,
                grace,
                idleTimeout,
                headerTimeout,
                accessLog,
                askingPerNetwork);
    }
}
