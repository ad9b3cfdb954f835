package dev.fairlead.rhcos;

import dev.fairlead.spi.ClientRegion;
import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.ObjectKey;
import dev.fairlead.spi.RegionResolver;
import dev.fairlead.spi.RequestPath;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteRequest;
import dev.fairlead.spi.StrategyContext;
import dev.fairlead.spi.Trace;
import dev.fairlead.spi.copies.Copy;
import dev.fairlead.spi.copies.CopySelector;
import dev.fairlead.spi.copies.Wanted;

import java.net.Inet6Address;
import java.time.Duration;
import java.util.Optional;

/** Sends a client to the cheapest copy of an object, or through to the CDN under its own name. */
record ObjectRedirect(RegionResolver regions, CopySelector copies, Duration presignExpiry) {

    static ObjectRedirect create(StrategyContext context, Duration presignExpiry) {
        return new ObjectRedirect(
                context.regions(),
                new CopySelector(Copy.readAll(context), context.prices()),
                presignExpiry);
    }

    /** Decides, or nothing where that takes waiting and the deadline forbids it. */
    Optional<RouteDecision> decide(RouteRequest request, ObjectKey key, Deadline deadline) {
        ClientRegion client = regions.resolve(request.client());
        Wanted wanted =
                new Wanted(
                        request.method(),
                        key,
                        client,
                        request.client() instanceof Inet6Address,
                        presignExpiry,
                        request.query());
        Trace.Writer trace = new Trace.Writer(client);
        return copies.select(wanted, trace, deadline)
                .decision(RequestPath.encode("/" + key), trace);
    }
}
