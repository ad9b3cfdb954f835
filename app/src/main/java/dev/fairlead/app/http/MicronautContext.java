package dev.fairlead.app.http;

import dev.fairlead.app.config.ServerSettings;
import dev.fairlead.spi.RequestPath;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;

import java.util.LinkedHashMap;
import java.util.Map;

/** The Micronaut side of the settings. Micronaut reads no file and no environment of its own. */
final class MicronautContext {
    /** A path of the longest kind, a query of as much again, and the method. */
    private static final int REQUEST_LINE = 2 * RequestPath.MAX_LENGTH + 64;

    private MicronautContext() {}

    static ApplicationContext start(ServerSettings server) {
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .enableDefaultPropertySources(false)
                .environmentPropertySource(false)
                .banner(false)
                .propertySources(PropertySource.of("fairlead", properties(server)))
                .start();
    }

    private static Map<String, Object> properties(ServerSettings server) {
        Map<String, Object> properties = new LinkedHashMap<>();
        String netty = "micronaut.server.netty.";
        listener(properties, netty + "listeners.public.", server.host(), server.port(), false);
        // TLS is the door's: see PublicPort.
        server.plainPort()
                .ifPresent(plain -> {
                    String name = netty + "listeners.plain.";
                    listener(properties, name, server.host(), plain, false);
                });
        listener(
                properties,
                netty + "listeners.management.",
                server.managementHost(),
                server.managementPort(),
                true);
        properties.put(netty + "max-initial-line-length", REQUEST_LINE);
        properties.put("micronaut.server.idle-timeout", server.idleTimeout().toSeconds() + "s");
        // Idle is who neither sends nor takes; Micronaut would take either for it after 60 s.
        properties.put("micronaut.server.read-idle-timeout", "0s");
        properties.put("micronaut.server.write-idle-timeout", "0s");
        properties.put("micronaut.application.name", "fairlead");
        properties.put("endpoints.all.enabled", false);
        for (String endpoint : new String[] {"health", "prometheus"}) {
            properties.put("endpoints." + endpoint + ".enabled", true);
            properties.put("endpoints." + endpoint + ".sensitive", false);
        }
        properties.put("micronaut.metrics.enabled", true);
        properties.put("micronaut.metrics.export.prometheus.enabled", true);
        // Counted by us, per mount and reason; Micronaut sees only the management port.
        properties.put("micronaut.metrics.binders.web.enabled", false);
        return properties;
    }

    private static void listener(
            Map<String, Object> properties,
            String prefix,
            String host,
            int port,
            boolean defaultRoutes) {
        properties.put(prefix + "host", host);
        properties.put(prefix + "port", port);
        properties.put(prefix + "expose-default-routes", defaultRoutes);
    }
}
