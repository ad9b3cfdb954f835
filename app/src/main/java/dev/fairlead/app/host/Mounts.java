package dev.fairlead.app.host;

import dev.fairlead.app.config.HostSettings;
import dev.fairlead.app.config.MountSettings;
import dev.fairlead.spi.Metrics;
import dev.fairlead.spi.ObjectStores;
import dev.fairlead.spi.RegionResolver;
import dev.fairlead.spi.RouteStrategyProvider;

import java.time.InstantSource;
import java.util.List;

/** Makes the mounts' strategies. */
record Mounts(
        Strategies strategies,
        RegionResolver regions,
        ObjectStores stores,
        Metrics metrics,
        InstantSource clock) {

    List<Mount> create(HostSettings settings) {
        return settings.mounts().stream().map(mount -> create(mount, settings)).toList();
    }

    private Mount create(MountSettings mount, HostSettings settings) {
        RouteStrategyProvider provider = strategies.of(mount);
        return new Mount(
                mount,
                provider.create(
                        new MountContext(
                                mount.name(),
                                mount.settings(),
                                regions,
                                stores,
                                settings.prices(),
                                metrics,
                                clock)));
    }
}
