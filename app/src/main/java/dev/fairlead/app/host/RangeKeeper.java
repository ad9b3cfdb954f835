package dev.fairlead.app.host;

import dev.fairlead.app.config.RangesSettings;
import dev.fairlead.ranges.Cloud;
import dev.fairlead.ranges.RangeFileException;
import dev.fairlead.ranges.RangeTable;
import dev.fairlead.ranges.refresh.LiveRanges;
import dev.fairlead.ranges.refresh.RangeSource;
import dev.fairlead.ranges.refresh.RefreshLimits;
import dev.fairlead.ranges.refresh.RefreshOutcome;
import dev.fairlead.spi.ConfigurationException;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Keeps the range table fresh on a schedule; a source that fails leaves the last good table. */
final class RangeKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RangeKeeper.class);

    private final LiveRanges live;
    private final boolean hasSources;
    private final Regions regions;
    private final MeterRegistry registry;
    private final ScheduledExecutorService schedule =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("range-refresh").factory());

    private RangeKeeper(LiveRanges live, boolean hasSources, MeterRegistry registry) {
        this.live = live;
        this.hasSources = hasSources;
        this.regions = new Regions(live.table());
        this.registry = registry;
    }

    static RangeKeeper start(RangesSettings settings, InstantSource clock, MeterRegistry registry) {
        boolean hasSources = !settings.files().isEmpty() || !settings.urls().isEmpty();
        RangeKeeper keeper = new RangeKeeper(open(settings, clock), hasSources, registry);
        for (Cloud cloud : Cloud.values()) {
            keeper.gauge(cloud, clock);
        }
        keeper.live.startOutcomes().forEach(RangeKeeper::log);
        if (keeper.hasSources) {
            keeper.schedule.scheduleWithFixedDelay(
                    keeper::refresh, 0, settings.refresh().toMillis(), TimeUnit.MILLISECONDS);
        }
        return keeper;
    }

    Regions regions() {
        return regions;
    }

    RangeTable table() {
        return live.table();
    }

    /** Beside the schedule, whose turn may be hours away. */
    void refreshSoon() {
        if (hasSources) {
            schedule.execute(this::refresh);
        }
    }

    @Override
    public void close() {
        schedule.shutdownNow();
    }

    static LiveRanges open(RangesSettings settings, InstantSource clock) {
        List<RangeSource> sources =
                Stream.<RangeSource>concat(
                                settings.files().stream().map(RangeSource.FromFile::new),
                                settings.urls().stream().map(RangeSource.FromUrl::new))
                        .toList();
        RefreshLimits limits =
                new RefreshLimits(
                        settings.maxBytes(),
                        settings.timeout(),
                        settings.maxShrink(),
                        settings.maxMoved());
        try {
            return LiveRanges.start(
                    RangeTable.embedded(), sources, limits, settings.stateDirectory(), clock);
        } catch (RangeFileException e) {
            throw new ConfigurationException(
                    "fairlead.ranges.files", String.valueOf(e.getMessage()));
        }
    }

    private void refresh() {
        try {
            for (RefreshOutcome outcome : live.refresh()) {
                log(outcome);
                count(outcome);
            }
            regions.swap(live.table());
        } catch (RuntimeException e) {
            // A schedule ends with the first exception; this one has to go on.
            LOG.error("the range refresh failed; the last good table stays in use", e);
        }
    }

    private void count(RefreshOutcome outcome) {
        String result =
                switch (outcome) {
                    case RefreshOutcome.Unchanged _ -> "unchanged";
                    case RefreshOutcome.Adopted _ -> "adopted";
                    case RefreshOutcome.Refused _ -> "refused";
                };
        registry.counter(
                        "fairlead.ranges.refresh",
                        "source",
                        outcome.source().label(),
                        "result",
                        result)
                .increment();
    }

    private void gauge(Cloud cloud, InstantSource clock) {
        if (live.age(cloud, clock).isPresent()) {
            Gauge.builder(
                            "fairlead.ranges.age",
                            () -> live.age(cloud, clock).map(age -> age.toSeconds()).orElse(0L))
                    .description("Time since the cloud made the range file in use")
                    .baseUnit("seconds")
                    .tag("cloud", cloud.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private static void log(RefreshOutcome outcome) {
        switch (outcome) {
            case RefreshOutcome.Unchanged(var source) ->
                    LOG.debug("ranges: {} is unchanged", source.label());
            case RefreshOutcome.Adopted(var source, var summary) ->
                    LOG.info("ranges: {} adopted: {}", source.label(), summary);
            case RefreshOutcome.Refused(var source, var reason) ->
                    LOG.warn(
                            "ranges: {} refused: {}; the last good table stays",
                            source.label(),
                            reason);
        }
    }
}
