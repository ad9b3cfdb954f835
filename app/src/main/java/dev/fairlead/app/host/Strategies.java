package dev.fairlead.app.host;

import dev.fairlead.app.config.MountSettings;
import dev.fairlead.spi.ConfigurationException;
import dev.fairlead.spi.RouteStrategyProvider;

import java.util.Objects;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** The strategies that were found, by their types. */
final class Strategies {
    private final SortedMap<String, RouteStrategyProvider> byType = new TreeMap<>();

    Strategies(Iterable<RouteStrategyProvider> providers) {
        for (RouteStrategyProvider provider : providers) {
            RouteStrategyProvider other = byType.put(provider.type(), provider);
            if (other != null) {
                throw new ConfigurationException(
                        "strategy '" + provider.type() + "'",
                        "is provided twice, by "
                                + other.getClass().getName()
                                + " and "
                                + provider.getClass().getName()
                                + "; take one of the jars away");
            }
        }
    }

    static Strategies installed() {
        return new Strategies(ServiceLoader.load(RouteStrategyProvider.class));
    }

    RouteStrategyProvider of(MountSettings mount) {
        return Objects.requireNonNull(byType.get(mount.mount().oneOf("strategy", byType.keySet())));
    }
}
