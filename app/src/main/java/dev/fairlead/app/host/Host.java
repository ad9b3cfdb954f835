package dev.fairlead.app.host;

import dev.fairlead.app.aws.AwsSettings;
import dev.fairlead.app.client.ClientAddress;
import dev.fairlead.app.config.HostSettings;

import io.micrometer.core.instrument.MeterRegistry;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** Everything behind the front doors, put together by hand. */
public final class Host implements AutoCloseable {
    private final RangeKeeper ranges;
    private final HostPorts ports;
    private final Catalogue catalogue;
    private final Router router;
    private final ClientAddress clientAddress;
    private final Explainer explainer;

    private Host(
            RangeKeeper ranges,
            HostPorts ports,
            Catalogue catalogue,
            Router router,
            ClientAddress clientAddress) {
        this.ranges = ranges;
        this.ports = ports;
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
        AwsSettings aws = AwsSettings.read(settings.objectStore(), environment);
        RangeKeeper ranges = RangeKeeper.start(settings.ranges(), clock, registry);
        HostPorts ports = new HostPorts(aws, settings.upstream(), clock, registry);
        try {
            List<Mount> mounts =
                    new Mounts(
                                    Strategies.installed(),
                                    ranges.regions(),
                                    ports,
                                    new LiveSecrets(settings.secrets(), ports.threads()),
                                    new MicrometerMetrics(registry),
                                    clock)
                            .create(settings);
            settings.all().requireAllRead();
            Catalogue catalogue = new Catalogue(mounts);
            return new Host(
                    ranges,
                    ports,
                    catalogue,
                    new Router(
                            catalogue,
                            new DecisionMeters(registry),
                            new NetworkBudget(settings.server().askingPerNetwork())),
                    new ClientAddress(settings.clientAddress(), ranges::table, registry));
        } catch (RuntimeException e) {
            ports.close();
            ranges.close();
            throw e;
        }
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

    @Override
    public void close() {
        catalogue.mounts().forEach(mount -> mount.strategy().close());
        ports.close();
        ranges.close();
    }
}
