package dev.fairlead.registry;

import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteRequest;
import dev.fairlead.spi.RouteStrategy;

import java.time.Duration;
import java.util.Optional;

/** One registry, under one of the layouts. */
record RegistryStrategy(Layout layout, Duration probeDeadline) implements RouteStrategy {

    @Override
    public RouteDecision decide(RouteRequest request) {
        return layout.decide(request, Deadline.in(probeDeadline)).orElseThrow();
    }

    @Override
    public Optional<RouteDecision> decideAtOnce(RouteRequest request) {
        return layout.decide(request, Deadline.AT_ONCE);
    }
}
