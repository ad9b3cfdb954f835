package dev.fairlead.rpm;

import dev.fairlead.rpm.source.Redirects;
import dev.fairlead.rpm.source.Registry;
import dev.fairlead.rpm.upload.Uploader;
import dev.fairlead.spi.ObjectStore;
import dev.fairlead.spi.RouteStrategy;
import dev.fairlead.spi.RouteStrategyProvider;
import dev.fairlead.spi.StrategyContext;
import dev.fairlead.spi.Upstream;

import java.util.List;
import java.util.Map;

/** Makes the strategy {@code rpm}. */
public final class RpmProvider implements RouteStrategyProvider {

    @Override
    public String type() {
        return "rpm";
    }

    @Override
    public RouteStrategy create(StrategyContext context) {
        RpmSettings settings = RpmSettings.read(context.settings());
        ObjectStore store = context.objectStores().open(settings.bucket());
        Redirects redirects = Redirects.read(context, upstream(context, settings.layout()));
        boolean rangedGet = context.settings().flag("ranged-get", false);
        Source source = new Source(redirects, rangedGet, settings.layout() instanceof OciLayout);
        Uploader uploader =
                Uploader.create(context.settings().section("upload"), context, store, redirects);
        return new RpmStrategy(
                settings.layout(),
                new Probes(source, store, settings.headTimeout(), context.threads()),
                Rescue.create(context, store, settings.presignExpiry()),
                UploadOffers.create(context, settings.cooldown()),
                new Retries(new Recent<>(settings.retryWindow(), context.clock())),
                uploader);
    }

    private static Upstream upstream(StrategyContext context, Layout layout) {
        Upstream upstream = context.upstreams().open(context.passThrough());
        return layout instanceof OciLayout images
                ? Registry.create(context, upstream, images::allows)
                : upstream;
    }

    @Override
    public Map<String, Map<String, Object>> dropIn(Map<String, String> environment) {
        return DropIn.mounts(environment);
    }

    @Override
    public Map<String, Object> example() {
        return Map.of(
                "bucket", "example-bucket", "region", "us-east-1", "extensions", List.of(".rpm"));
    }
}
