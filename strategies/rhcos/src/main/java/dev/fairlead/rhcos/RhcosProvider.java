package dev.fairlead.rhcos;

import dev.fairlead.spi.RouteDecision.PassThrough;
import dev.fairlead.spi.RouteStrategy;
import dev.fairlead.spi.RouteStrategyProvider;
import dev.fairlead.spi.StrategyContext;
import dev.fairlead.spi.Trace;

/** Makes the strategy {@code rhcos}. */
public final class RhcosProvider implements RouteStrategyProvider {

    @Override
    public String type() {
        return "rhcos";
    }

    @Override
    public RouteStrategy create(StrategyContext context) {
        return request -> new PassThrough(request.path(), Trace.of("not-routed-yet"));
    }
}
