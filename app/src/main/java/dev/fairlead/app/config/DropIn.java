package dev.fairlead.app.config;

import dev.fairlead.spi.ConfigurationException;
import dev.fairlead.spi.RouteStrategyProvider;
import dev.fairlead.spi.Settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The configuration of a program that was started without one, in the place of another: made of
 * that one's environment, which the strategies know.
 */
final class DropIn {
    private DropIn() {}

    /** Empty: the environment is nobody's. */
    static Optional<Settings> settings(Map<String, String> environment) {
        Map<String, Object> mounts = new LinkedHashMap<>();
        for (RouteStrategyProvider provider : ServiceLoader.load(RouteStrategyProvider.class)) {
            mounts.putAll(provider.dropIn(environment));
        }
        if (mounts.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> tree = new LinkedHashMap<>(Map.of("mounts", mounts));
        Optional.ofNullable(environment.get("LISTEN_PORT"))
                .ifPresent(port -> tree.put("server", Map.of("port", port(port))));
        return Optional.of(
                Settings.of(ConfigurationFile.ROOT, EnvironmentOverlay.over(tree, environment)));
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65535) {
            throw new ConfigurationException(
                    "LISTEN_PORT", "'" + text + "' is not a port from 0 to 65535");
        }
        return Integer.parseInt(text);
    }
}
