package org.example.debianpool;

import dev.fairlead.spi.RouteStrategy;
import dev.fairlead.spi.RouteStrategyProvider;
import dev.fairlead.spi.StrategyContext;

import java.util.List;
import java.util.Map;

/** Makes the strategy {@code debian-pool}. */
public final class DebianPoolProvider implements RouteStrategyProvider {

    @Override
    public String type() {
        return "debian-pool";
    }

    @Override
    public RouteStrategy create(StrategyContext context) {
        return DebianPoolStrategy.create(context);
    }

    @Override
    public Map<String, Object> example() {
        return Map.of("copies", List.of(Map.of("bucket", "example-bucket", "region", "us-east-1")));
    }
}
