package dev.fairlead.app.host;

import dev.fairlead.app.aws.AwsObjectStores;
import dev.fairlead.app.aws.AwsSettings;
import dev.fairlead.app.client.ClientAddress;
import dev.fairlead.app.config.HostSettings;

import io.micrometer.core.instrument.MeterRegistry;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Everything behind the front doors, put together by hand. */
public final class Host implements AutoCloseable {
    private final RangeKeeper ranges;
    private final AwsObjectStores stores;
    private final Catalogue catalogue;
    private final Router router;
    private final ClientAddress clientAddress;
    private final Explainer explainer;
    private final ExecutorService threads;

    private Host(
            RangeKeeper ranges,
            AwsObjectStores stores,
            Catalogue catalogue,
            Router router,
            ClientAddress clientAddress,
            ExecutorService threads) {
        this.ranges = ranges;
        this.stores = stores;
        this.catalogue = catalogue;
        this.router = router;
        this.clientAddress = clientAddress;
        this.threads = threads;
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
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        RangeKeeper ranges = RangeKeeper.start(settings.ranges(), clock, registry);
        AwsObjectStores stores = new AwsObjectStores(aws, clock, registry, threads);
        try {
            List<Mount> mounts =
                    new Mounts(
                                    Strategies.installed(),
                                    ranges.regions(),
                                    stores,
                                    new MicrometerMetrics(registry),
                                    clock)
                            .create(settings);
            settings.all().requireAllRead();
            Catalogue catalogue = new Catalogue(mounts);
            return new Host(
                    ranges,
                    stores,
                    catalogue,
                    new Router(
                            catalogue,
                            new DecisionMeters(registry),
                            new NetworkBudget(settings.server().askingPerNetwork())),
                    new ClientAddress(settings.clientAddress(), ranges::table, registry),
                    threads);
        } catch (RuntimeException e) {
            stores.close();
            ranges.close();
            threads.shutdownNow();
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
        return threads;
    }

    public Explainer explainer() {
        return explainer;
    }

    /** Makes now, without asking anybody, what the first decisions would have to make. */
    public void prepare() {
        stores.prepare();
    }

    /** Forgets what may have ended while the process stood still, and looks for newer ranges. */
    public void resume() {
        stores.forget();
        ranges.refreshSoon();
    }

    @Override
    public void close() {
        catalogue.mounts().forEach(mount -> mount.strategy().close());
        stores.close();
        ranges.close();
        threads.shutdownNow();
    }
}
