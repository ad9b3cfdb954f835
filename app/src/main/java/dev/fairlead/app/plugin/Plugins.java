package dev.fairlead.app.plugin;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The plugins that were found: those that can be used, and those that can't, which harm nobody who
 * doesn't need them.
 */
public record Plugins(List<Plugin> sound, List<Broken> broken) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);

    /** For each of the calls of a start and a stop. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * A jar that can't be used.
     *
     * @param types of the strategies that it would provide, as far as that is known
     */
    public record Broken(Path jar, String reason, Set<String> types) {
        @Override
        public String toString() {
            return "plugin " + jar + " " + reason;
        }
    }

    /** Nothing but what came with the program. */
    public static Plugins none() {
        return new Plugins(List.of(), List.of());
    }

    /**
     * Loads what the environment names, else what lies in the usual places.
     *
     * @param builtIn the types of the program's own strategies
     * @throws dev.fairlead.spi.ConfigurationException when a place doesn't exist
     */
    public static Plugins load(Map<String, String> environment, Set<String> builtIn) {
        Optional<Path> beside =
                Optional.ofNullable(System.getProperty("fairlead.plugins")).map(Path::of);
        return load(PluginPlaces.of(environment, beside).jars(), builtIn, PATIENCE);
    }

    static Plugins load(List<Path> jars, Set<String> builtIn, Duration patience) {
        List<Plugin> loaded = new ArrayList<>();
        List<Broken> broken = new ArrayList<>();
        for (Path jar : new LinkedHashSet<>(jars)) {
            try {
                loaded.add(Plugin.load(jar, patience));
            } catch (PluginException e) {
                LOG.debug("plugin {} is broken", jar, e);
                broken.add(new Broken(jar, e.reason(), Set.of()));
            }
        }
        return new Plugins(unrivalled(loaded, builtIn, broken), List.copyOf(broken));
    }

    /** Of two who provide the same, nobody can say which was meant, so that neither is used. */
    private static List<Plugin> unrivalled(
            List<Plugin> loaded, Set<String> builtIn, List<Broken> broken) {
        List<Plugin> sound = new ArrayList<>();
        for (Plugin plugin : loaded) {
            Optional<String> rivalry = rivalry(plugin, loaded, builtIn);
            if (rivalry.isEmpty()) {
                sound.add(plugin);
            } else {
                broken.add(new Broken(plugin.jar(), rivalry.get(), plugin.strategies().keySet()));
                plugin.close();
            }
        }
        return List.copyOf(sound);
    }

    private static Optional<String> rivalry(Plugin plugin, List<Plugin> all, Set<String> builtIn) {
        for (String type : plugin.strategies().keySet()) {
            List<String> others = new ArrayList<>();
            if (builtIn.contains(type)) {
                others.add("Fairlead itself");
            }
            all.stream()
                    .filter(other ->
                            !other.jar().equals(plugin.jar())
                                    && other.strategies().containsKey(type))
                    .forEach(other -> others.add(other.jar().toString()));
            if (!others.isEmpty()) {
                return Optional.of(
                        "provides the strategy '"
                                + type
                                + "', as does "
                                + String.join(" and ", others)
                                + "; take one of them away");
            }
        }
        return Optional.empty();
    }

    /** Tells the operator, once per start. */
    public void log() {
        for (Plugin plugin : sound) {
            LOG.info(
                    "plugin {} ({}) provides {}",
                    plugin.jar(),
                    plugin.version(),
                    plugin.strategies().keySet());
        }
        broken.forEach(plugin -> LOG.warn("{}; it is left out", plugin));
    }

    @Override
    public void close() {
        sound.forEach(Plugin::close);
    }
}
