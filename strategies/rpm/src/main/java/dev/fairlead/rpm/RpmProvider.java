package dev.fairlead.rpm;

import dev.fairlead.spi.RouteDecision.PassThrough;
import dev.fairlead.spi.RouteStrategy;
import dev.fairlead.spi.RouteStrategyProvider;
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
        return request -> new PassThrough(request.path(), Trace.of("not-cacheable"));
    }
}
