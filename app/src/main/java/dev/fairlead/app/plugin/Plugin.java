package dev.fairlead.app.plugin;

import dev.fairlead.spi.CommandProvider;
import dev.fairlead.spi.RouteStrategyProvider;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * What a jar provides.
 *
 * @param version as its manifest has it
 * @param strategies by their types
 */
public record Plugin(
        Path jar,
        String version,
        NavigableMap<String, RouteStrategyProvider> strategies,
        List<CommandProvider> commands,
        URLClassLoader loader,
        Guard guard)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Plugin.class);

    static Plugin load(Path file, Duration patience) throws PluginException {
        PluginJar jar = PluginJar.examine(file);
        String name = "plugin " + file.getFileName();
        Guard guard = new Guard(name, file.toString(), patience);
        URLClassLoader loader =
                new URLClassLoader(file.toString(), new URL[] {url(file)}, new SpiLoader());
        try {
            return new Plugin(
                    file,
                    jar.version().orElse("unknown version"),
                    strategies(name, loader, guard),
                    guard.call("loading its commands", () -> all(CommandProvider.class, loader)),
                    loader,
                    guard);
        } catch (PluginException e) {
            release(file, loader, guard);
            throw e;
        }
    }

    private static NavigableMap<String, RouteStrategyProvider> strategies(
            String name, ClassLoader loader, Guard guard) throws PluginException {
        NavigableMap<String, RouteStrategyProvider> strategies = new TreeMap<>();
        List<RouteStrategyProvider> providers =
                guard.call(
                        "loading its strategies", () -> all(RouteStrategyProvider.class, loader));
        for (RouteStrategyProvider provider : providers) {
            String of = provider.getClass().getName();
            String type = guard.call("type() of " + of, provider::type);
            if (!type.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
                throw new PluginException(
                        "type() of " + of + " is '" + type + "', not a name such as debian-pool");
            }
            if (strategies.containsKey(type)) {
                throw new PluginException("provides the strategy '" + type + "' twice");
            }
            boolean hasSource =
                    guard.call("hasSourceOfTruth() of " + of, provider::hasSourceOfTruth);
            strategies.put(type, new GuardedProvider(name, type, hasSource, provider, guard));
        }
        return strategies;
    }

    private static <T> List<T> all(Class<T> service, ClassLoader loader) {
        List<T> providers = new ArrayList<>();
        ServiceLoader.load(service, loader).forEach(providers::add);
        return providers;
    }

    private static URL url(Path file) throws PluginException {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new PluginException("can't be named by a URL", e);
        }
    }

    /** After the last of its strategies was closed. */
    @Override
    public void close() {
        release(jar, loader, guard);
    }

    private static void release(Path jar, URLClassLoader loader, Guard guard) {
        List<String> running = guard.running();
        if (!running.isEmpty()) {
            LOG.warn("plugin {} left threads running: {}", jar, String.join(", ", running));
        }
        try {
            loader.close();
        } catch (IOException e) {
            LOG.warn("{} can't be closed", loader.getName(), e);
        }
    }
}
