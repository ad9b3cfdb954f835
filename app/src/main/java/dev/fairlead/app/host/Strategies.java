package dev.fairlead.app.host;

import static java.util.stream.Collectors.joining;

import dev.fairlead.app.config.MountSettings;
import dev.fairlead.app.plugin.Plugin;
import dev.fairlead.app.plugin.Plugins;
import dev.fairlead.app.plugin.Plugins.Broken;
import dev.fairlead.spi.ConfigurationException;
import dev.fairlead.spi.RouteStrategyProvider;
import dev.fairlead.spi.Settings;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The strategies that were found, by their types: the program's own and those of plugins. */
public final class Strategies implements AutoCloseable {
    private final NavigableMap<String, RouteStrategyProvider> builtIn;
    private final NavigableMap<String, RouteStrategyProvider> byType = new TreeMap<>();
    private final Plugins plugins;

    private Strategies(NavigableMap<String, RouteStrategyProvider> builtIn, Plugins plugins) {
        this.builtIn = builtIn;
        this.plugins = plugins;
        byType.putAll(builtIn);
        plugins.sound().stream().map(Plugin::strategies).forEach(byType::putAll);
    }

    /** The program's own alone. */
    static Strategies of(Iterable<RouteStrategyProvider> providers) {
        return new Strategies(byType(providers), Plugins.none());
    }

    /** What came with the program, and the plugins that the environment names. */
    public static Strategies installed(Map<String, String> environment) {
        NavigableMap<String, RouteStrategyProvider> builtIn =
                byType(ServiceLoader.load(RouteStrategyProvider.class));
        return new Strategies(builtIn, Plugins.load(environment, builtIn.keySet()));
    }

    private static NavigableMap<String, RouteStrategyProvider> byType(
            Iterable<RouteStrategyProvider> providers) {
        NavigableMap<String, RouteStrategyProvider> byType = new TreeMap<>();
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
        return byType;
    }

    /** Those that came with the program, by their types. */
    public NavigableMap<String, RouteStrategyProvider> builtIn() {
        return builtIn;
    }

    public Plugins plugins() {
        return plugins;
    }

    RouteStrategyProvider of(MountSettings mount) {
        Settings settings = mount.mount();
        String type = settings.string("strategy");
        for (Broken broken : plugins.broken()) {
            if (broken.types().contains(type)) {
                throw settings.error("strategy", "'" + type + "' can't be used: " + broken);
            }
        }
        if (!byType.containsKey(type) && !plugins.broken().isEmpty()) {
            throw settings.error(
                    "strategy",
                    "unknown '" + type + "', unless it is in what could not be loaded: " + all());
        }
        return Objects.requireNonNull(byType.get(settings.oneOf("strategy", byType.keySet())));
    }

    private String all() {
        return plugins.broken().stream().map(Broken::toString).collect(joining("; "));
    }

    @Override
    public void close() {
        plugins.close();
    }
}
