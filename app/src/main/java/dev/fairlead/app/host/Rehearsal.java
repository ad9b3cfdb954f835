package dev.fairlead.app.host;

import dev.fairlead.app.aws.AwsSettings;
import dev.fairlead.app.aws.InvokedFunction;
import dev.fairlead.app.aws.SecretsManager;
import dev.fairlead.app.config.HostSettings;
import dev.fairlead.app.config.MountSettings;
import dev.fairlead.app.report.SentrySettings;
import dev.fairlead.ranges.RangeTable;
import dev.fairlead.spi.ConfigurationException;
import dev.fairlead.spi.Prices;
import dev.fairlead.spi.RouteStrategy;
import dev.fairlead.spi.RouteStrategyProvider;
import dev.fairlead.spi.Secrets;
import dev.fairlead.spi.Setting;
import dev.fairlead.spi.Settings;
import dev.fairlead.spi.StrategyContext;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes strategies that ask nobody, to find out what is wrong or what they read. */
public record Rehearsal(Strategies strategies, Map<String, String> environment) {
    private static final InstantSource CLOCK = InstantSource.system();

    /**
     * What a strategy reads.
     *
     * @param problem why it could not be made or closed, so that there may be more than these; its
     *     {@link RouteStrategyProvider#example} may be at fault
     */
    public record Description(SortedSet<Setting> settings, Optional<String> problem) {}

    /** What is wrong with a configuration, a line each; nothing: a start would succeed. */
    public List<String> check(HostSettings settings) {
        List<String> problems = new ArrayList<>();
        attempt(problems, () -> AwsSettings.read(settings.objectStore(), environment));
        attempt(problems, () -> SentrySettings.read(settings.all().section("sentry"), environment));
        attempt(
                problems,
                () -> InvokedFunction.read(settings.background().function(), environment));
        Regions regions = new Regions(RangeTable.embedded());
        attempt(problems, () -> regions.swap(RangeKeeper.open(settings.ranges(), CLOCK).table()));
        Mounts rehearsed = mounts(regions, fileSecrets(settings));
        List<Mount> made = new ArrayList<>();
        for (MountSettings mount : settings.mounts()) {
            attempt(problems, () -> made.add(create(rehearsed, mount, settings)));
        }
        attempt(problems, () -> new Catalogue(made));
        if (problems.isEmpty()) {
            attempt(problems, settings.all()::requireAllRead);
        }
        for (Mount mount : made) {
            Lifecycle.close(mount.name(), mount.strategy(), Lifecycle.PATIENCE)
                    .map(failure -> fault(mount.name(), "be closed", failure).getMessage())
                    .ifPresent(problems::add);
        }
        return problems;
    }

    /** A strategy's bug is a problem of its mount, and keeps nobody from hearing of the others. */
    private static Mount create(Mounts mounts, MountSettings mount, HostSettings settings) {
        try {
            return mounts.create(mount, settings);
        } catch (ConfigurationException e) {
            throw e;
        } catch (RuntimeException | LinkageError | AssertionError e) {
            throw fault(mount.name(), "be made", e);
        }
    }

    private static ConfigurationException fault(String mount, String what, Throwable failure) {
        return new ConfigurationException(
                "fairlead.mounts." + mount, "its strategy can't " + what + ": " + failure);
    }

    private static void attempt(List<String> problems, Runnable part) {
        try {
            part.run();
        } catch (ConfigurationException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    /** What a provider's strategies read, found out by its example. */
    public Description describe(RouteStrategyProvider provider) {
        Settings settings = Settings.of("settings", Map.of());
        try {
            settings = Settings.of("settings", provider.example());
            RouteStrategy strategy = provider.create(context(provider, settings));
            return new Description(
                    settings.described(),
                    Lifecycle.close("example", strategy, Lifecycle.PATIENCE)
                            .map(Throwable::toString));
        } catch (RuntimeException | LinkageError | AssertionError e) {
            return new Description(settings.described(), Optional.of(e.toString()));
        }
    }

    private static StrategyContext context(RouteStrategyProvider provider, Settings settings) {
        return new MountContext(
                "example",
                settings,
                source(provider),
                new IdlePorts(),
                unread(),
                new Regions(RangeTable.embedded()),
                _ -> false,
                Prices.LIST,
                new MicrometerMetrics(new SimpleMeterRegistry()),
                CLOCK);
    }

    private static Optional<URI> source(RouteStrategyProvider provider) {
        return provider.hasSourceOfTruth()
                ? Optional.of(URI.create("https://upstream.invalid"))
                : Optional.empty();
    }

    private Mounts mounts(Regions regions, Secrets secrets) {
        return new Mounts(
                strategies,
                regions,
                new IdlePorts(),
                new IdleWork(),
                secrets,
                new MicrometerMetrics(new SimpleMeterRegistry()),
                CLOCK);
    }

    /** Files are read, as a start would; a secret of AWS's is not asked for. */
    private static Secrets fileSecrets(HostSettings settings) {
        Secrets files = new LiveSecrets(settings.secrets(), _ -> {});
        return new Secrets() {
            @Override
            public <T> Supplier<T> open(String reference, Function<String, T> read)
                    throws IOException {
                return (SecretsManager.isArn(reference) ? unread() : files).open(reference, read);
            }
        };
    }

    private static Secrets unread() {
        return new Secrets() {
            @Override
            public <T> Supplier<T> open(String reference, Function<String, T> read) {
                return () -> {
                    throw new UnsupportedOperationException(
                            reference + " is not read in rehearsal");
                };
            }
        };
    }
}
