package dev.fairlead.app.cli;

import dev.fairlead.app.aws.AwsSettings;
import dev.fairlead.app.host.HostPorts;
import dev.fairlead.app.upstream.UpstreamSettings;
import dev.fairlead.spi.Ports;
import dev.fairlead.spi.Settings;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** The ports of a command, by the environment alone, made when it first asks for them. */
final class LazyPorts implements AutoCloseable {
    private Optional<HostPorts> made = Optional.empty();

    synchronized Ports get() {
        HostPorts ports = made.orElseGet(LazyPorts::make);
        made = Optional.of(ports);
        return ports;
    }

    private static HostPorts make() {
        Settings none = Settings.of("fairlead", Map.of());
        return new HostPorts(
                AwsSettings.read(none.section("object-store"), System.getenv()),
                UpstreamSettings.read(none.section("upstream")),
                InstantSource.system(),
                new SimpleMeterRegistry(),
                System.getenv());
    }

    @Override
    public synchronized void close() {
        made.ifPresent(HostPorts::close);
    }
}
