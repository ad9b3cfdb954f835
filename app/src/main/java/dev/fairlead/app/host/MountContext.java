package dev.fairlead.app.host;

import dev.fairlead.spi.Background;
import dev.fairlead.spi.Metrics;
import dev.fairlead.spi.ObjectStores;
import dev.fairlead.spi.Ports;
import dev.fairlead.spi.Prices;
import dev.fairlead.spi.RegionResolver;
import dev.fairlead.spi.Secrets;
import dev.fairlead.spi.Settings;
import dev.fairlead.spi.StrategyContext;
import dev.fairlead.spi.Upstreams;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;

/** What one mount's strategy is given. */
record MountContext(
        String mount,
        Settings settings,
        Optional<URI> source,
        Ports ports,
        Secrets secrets,
        RegionResolver regions,
        Background background,
        Prices prices,
        Metrics metrics,
        InstantSource clock)
        implements StrategyContext {

    @Override
    public URI passThrough() {
        return source.orElseThrow(
                () -> new IllegalStateException("strategy of mount " + mount + " has no source"));
    }

    @Override
    public ObjectStores objectStores() {
        return ports.objectStores();
    }

    @Override
    public Upstreams upstreams() {
        return ports.upstreams();
    }

    @Override
    public Executor threads() {
        return ports.threads();
    }
}
