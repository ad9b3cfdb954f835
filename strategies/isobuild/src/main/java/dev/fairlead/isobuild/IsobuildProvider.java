package dev.fairlead.isobuild;

import dev.fairlead.isobuild.IsobuildSettings.Assisted;
import dev.fairlead.isobuild.IsobuildSettings.Source;
import dev.fairlead.isobuild.IsobuildSettings.Standalone;
import dev.fairlead.isobuild.assisted.AssistedService;
import dev.fairlead.isobuild.assisted.Customisations;
import dev.fairlead.isobuild.s3.Delivery;
import dev.fairlead.isobuild.s3.DeliverySettings;
import dev.fairlead.isobuild.standalone.PostedImages;
import dev.fairlead.isobuild.standalone.StandaloneSettings;
import dev.fairlead.isobuild.store.StoreSettings;
import dev.fairlead.spi.RouteStrategy;
import dev.fairlead.spi.RouteStrategyProvider;
import dev.fairlead.spi.StrategyContext;
import dev.fairlead.spi.Upstream;
import dev.fairlead.spi.Upstreams.Reach;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Makes the strategy {@code isobuild}. */
public final class IsobuildProvider implements RouteStrategyProvider {

    @Override
    public String type() {
        return "isobuild";
    }

    @Override
    public Map<String, Object> example() {
        return Map.of(
                "data-dir",
                "images",
                "base-url",
                "https://images.example",
                "assisted-service",
                Map.of("url", "https://assisted.example"),
                "images",
                List.of(
                        Map.of(
                                "openshift_version", "4.18",
                                "cpu_architecture", "x86_64",
                                "version", "418.94.202501221327-0",
                                "url", "https://mirror.example/rhcos-live.x86_64.iso")));
    }

    /** What it serves is made here. */
    @Override
    public boolean hasSourceOfTruth() {
        return false;
    }

    @Override
    public RouteStrategy create(StrategyContext context) {
        IsobuildSettings settings = IsobuildSettings.read(context.settings(), context.secrets());
        StoreSettings images = StoreSettings.read(context.settings());
        Optional<Delivery> delivery =
                DeliverySettings.read(context)
                        .map(to -> new Delivery(to, images.dataDir(), context));
        return strategy(settings, context, new Stock(images, context), delivery);
    }

    /** The service over base images, wherever they come from. */
    static IsobuildStrategy strategy(
            IsobuildSettings settings,
            StrategyContext context,
            Images images,
            Optional<Delivery> delivery) {
        EntityTags tags = new EntityTags(context.settings().string("base-url", ""));
        Shelf shelf = new Shelf(images, context.clock());
        Optional<Posting> posting = posting(settings.source(), shelf, context.clock());
        Customisations customisations =
                settings.source() instanceof Assisted assisted
                        ? assisted(assisted, context)
                        : posting.orElseThrow().images();
        Composer composer = new Composer(customisations, tags, context.clock());
        return new IsobuildStrategy(
                new Downloads(
                        shelf,
                        new Compositions(
                                composer,
                                settings.answerTtl(),
                                settings.answerCache(),
                                context.clock()),
                        tags),
                posting,
                new Dispatch(delivery, context.background().isOpenAfterAnswers()),
                settings.cors(),
                settings.plainHttpForBooting(),
                new HealthPage(images),
                new RequestMeters(),
                images);
    }

    private static Optional<Posting> posting(Source source, Shelf shelf, InstantSource clock) {
        return source instanceof Standalone(StandaloneSettings settings, String baseUrl)
                ? Optional.of(
                        new Posting(
                                new PostedImages(settings, clock),
                                settings,
                                shelf,
                                new Links(baseUrl),
                                new ReentrantLock()))
                : Optional.empty();
    }

    private static AssistedService assisted(Assisted settings, StrategyContext context) {
        Upstream upstream;
        try {
            upstream = context.upstreams().open(settings.url(), Reach.trusting(settings.caFile()));
        } catch (IllegalArgumentException e) {
            throw context.settings()
                    .section("assisted-service")
                    .error("ca-file", String.valueOf(e.getMessage()));
        }
        return new AssistedService(
                upstream, context.threads(), settings.timeout(), settings.maxBytes());
    }

    @Override
    public Map<String, Map<String, Object>> dropIn(Map<String, String> environment) {
        return DropIn.mounts(environment);
    }
}
