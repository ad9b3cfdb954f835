package dev.fairlead.app.host;

import dev.fairlead.app.aws.AwsSettings;
import dev.fairlead.app.aws.InvokedFunction;
import dev.fairlead.app.client.ClientAddress;
import dev.fairlead.app.config.BackgroundSettings;
import dev.fairlead.app.config.HostSettings;
import dev.fairlead.app.report.SentryReports;

import io.micrometer.core.instrument.MeterRegistry;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** Everything behind the front doors, put together by hand. */
public final class Host implements AutoCloseable {
    private final RangeKeeper ranges;
    private final HostPorts ports;
    private final Strategies strategies;
    private final Catalogue catalogue;
    private final Router router;
    private final ClientAddress clientAddress;
    private final Explainer explainer;
    private final BackgroundWork work;
    private final SentryReports reports;
    private final Duration grace;

    private Host(
            RangeKeeper ranges,
            HostPorts ports,
            BackgroundWork work,
            SentryReports reports,
            Duration grace,
            Strategies strategies,
            Catalogue catalogue,
            Router router,
            ClientAddress clientAddress) {
        this.ranges = ranges;
        this.ports = ports;
        this.work = work;
        this.reports = reports;
        this.grace = grace;
        this.strategies = strategies;
        this.catalogue = catalogue;
        this.router = router;
        this.clientAddress = clientAddress;
        this.explainer =
                new Explainer(
                        router,
                        ranges.regions(),
                        new RangeStatus(ranges::table, InstantSource.system()));
    }

    /**
     * Puts it together.
     *
     * @throws dev.fairlead.spi.ConfigurationException when a setting is wrong or unknown
     */
    public static Host create(
            HostSettings settings, Map<String, String> environment, MeterRegistry registry) {
        InstantSource clock = InstantSource.system();
        Strategies strategies = Strategies.installed(environment);
        strategies.plugins().log();
        AwsSettings aws = AwsSettings.read(settings.objectStore(), environment);
        SentryReports reports =
                SentryReports.start(
                        settings.all().section("sentry"), environment, clock, Redacted::text);
        RangeKeeper ranges = RangeKeeper.start(settings.ranges(), clock, registry);
        HostPorts ports = new HostPorts(aws, settings.upstream(), clock, registry, environment);
        BackgroundWork work = background(settings.background(), environment, ports, registry);
        try {
            List<Mount> mounts =
                    new Mounts(
                                    strategies,
                                    ranges.regions(),
                                    ports,
                                    work,
                                    new LiveSecrets(settings.secrets(), ports.threads()),
                                    new MicrometerMetrics(registry),
                                    clock)
                            .create(settings);
            settings.all().requireAllRead();
            Catalogue catalogue = new Catalogue(mounts);
            return new Host(
                    ranges,
                    ports,
                    work,
                    reports,
                    settings.server().grace(),
                    strategies,
                    catalogue,
                    new Router(
                            catalogue,
                            new DecisionMeters(registry),
                            new NetworkBudget(settings.server().askingPerNetwork())),
                    new ClientAddress(settings.clientAddress(), ranges::table, registry));
        } catch (RuntimeException e) {
            work.close(Duration.ZERO);
            reports.close();
            ports.close();
            ranges.close();
            strategies.close();
            throw e;
        }
    }

    private static BackgroundWork background(
            BackgroundSettings settings,
            Map<String, String> environment,
            HostPorts ports,
            MeterRegistry registry) {
        return InvokedFunction.read(settings.function(), environment)
                .<BackgroundWork>map(
                        function -> new WorkInvocations(ports.invoker(function), registry))
                .orElseGet(() -> new WorkQueue(settings, registry));
    }

    public Router router() {
        return router;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    public ClientAddress clientAddress() {
        return clientAddress;
    }

    /** One virtual thread per task, for whatever blocks; they end with the host. */
    public Executor threads() {
        return ports.threads();
    }

    public Explainer explainer() {
        return explainer;
    }

    /**
     * Has strategies begin what they do besides answering.
     *
     * @throws dev.fairlead.spi.ConfigurationException when one of them can't; it names the mount
     */
    public void start() {
        catalogue.mounts().forEach(mount -> Lifecycle.start(mount, Lifecycle.PATIENCE));
    }

    /** Makes now, without asking anybody, what the first decisions would have to make. */
    public void prepare() {
        ports.prepare();
    }

    /** Forgets what may have ended while the process stood still, and looks for newer ranges. */
    public void resume() {
        ports.forget();
        ranges.refreshSoon();
    }

    @Override
    public void close() {
        close(grace);
    }

    /** Ends; work for later that was accepted may be done within that time. */
    public void close(Duration patience) {
        work.close(patience);
        Lifecycle.close(catalogue.mounts(), Lifecycle.PATIENCE);
        ports.close();
        ranges.close();
        reports.close();
        strategies.close();
    }
}
