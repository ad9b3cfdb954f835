package dev.fairlead.rpm;

import dev.fairlead.rpm.upload.Uploader;
import dev.fairlead.spi.ObjectStores.Bucket;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.PassThrough;
import dev.fairlead.spi.RouteRequest;
import dev.fairlead.spi.RouteStrategy;
import dev.fairlead.spi.RouteStrategyProvider;
import dev.fairlead.spi.Settings;
import dev.fairlead.spi.StrategyContext;
import dev.fairlead.spi.Trace;

/** Makes the strategy {@code rpm}. */
public final class RpmProvider implements RouteStrategyProvider {

    @Override
    public String type() {
        return "rpm";
    }

    @Override
    public RouteStrategy create(StrategyContext context) {
        Settings settings = context.settings();
        var bucket =
                new Bucket(
                        settings.string("bucket"),
                        settings.string("region"),
                        settings.optionalString("role-arn"));
        Uploader uploader =
                Uploader.create(
                        settings.section("upload"),
                        context,
                        context.objectStores().open(bucket),
                        context.upstreams().open(context.passThrough()));
        return new RouteStrategy() {
            @Override
            public RouteDecision decide(RouteRequest request) {
                return new PassThrough(request.path(), Trace.of("not-cacheable"));
            }

            @Override
            public void perform(String work) {
                uploader.perform(work);
            }
        };
    }
}
