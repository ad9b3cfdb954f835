package dev.fairlead.app.host;

import dev.fairlead.spi.Background;
import dev.fairlead.spi.Metrics;
import dev.fairlead.spi.ObjectStores;
import dev.fairlead.spi.Prices;
import dev.fairlead.spi.RegionResolver;
import dev.fairlead.spi.Settings;
import dev.fairlead.spi.StrategyContext;

import java.time.InstantSource;

/** What one mount's strategy is given. */
record MountContext(
        String mount,
        Settings settings,
        RegionResolver regions,
        ObjectStores objectStores,
        Background background,
        Prices prices,
        Metrics metrics,
        InstantSource clock)
        implements StrategyContext {}
