package dev.fairlead.registry;

import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteRequest;

import java.util.Optional;

/** How the paths of a registry are read. */
interface Layout {

    /** Decides, or nothing where that takes waiting and the deadline forbids it. */
    Optional<RouteDecision> decide(RouteRequest request, Deadline deadline);
}
