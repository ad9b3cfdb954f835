package dev.fairlead.registry;

import dev.fairlead.registry.DebugUserAgent.Wish;
import dev.fairlead.spi.ClientRegion;
import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.RegionResolver;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.PassThrough;
import dev.fairlead.spi.RouteRequest;
import dev.fairlead.spi.StrategyContext;
import dev.fairlead.spi.Trace;
import dev.fairlead.spi.copies.Copy;
import dev.fairlead.spi.copies.CopySelector;
import dev.fairlead.spi.copies.Selection;
import dev.fairlead.spi.copies.Wanted;

import java.net.Inet6Address;
import java.util.Optional;

/** Sends a client to the cheapest copy of a blob, or through to the CDN. Both layouts end here. */
final class BlobRedirect {
    private final RegistrySettings settings;
    private final RegionResolver regions;
    private final CopySelector copies;
    private final DebugUserAgent debug;

    private BlobRedirect(
            RegistrySettings settings,
            RegionResolver regions,
            CopySelector copies,
            DebugUserAgent debug) {
        this.settings = settings;
        this.regions = regions;
        this.copies = copies;
        this.debug = debug;
    }

    static BlobRedirect create(RegistrySettings settings, StrategyContext context) {
        return new BlobRedirect(
                settings,
                context.regions(),
                new CopySelector(Copy.readAll(context), context.prices()),
                DebugUserAgent.create(settings, context));
    }

    /** Decides, or nothing where that takes waiting and the deadline forbids it. */
    Optional<RouteDecision> decide(RouteRequest request, String hex, Deadline deadline) {
        Wish wish = debug.of(request);
        Optional<RouteDecision> decision = decide(request, hex, wish, deadline);
        if (decision.isPresent()) {
            debug.count(wish);
        }
        return decision;
    }

    private Optional<RouteDecision> decide(
            RouteRequest request, String hex, Wish wish, Deadline deadline) {
        if (wish instanceof Wish.Cdn) {
            return Optional.of(new PassThrough(request.path(), Trace.of("debug-cloudfront")));
        }
        ClientRegion client =
                wish instanceof Wish.Region(String region)
                        ? ClientRegion.assumed(region)
                        : regions.resolve(request.client());
        return select(request, hex, client, wish instanceof Wish.Local, deadline);
    }

    private Optional<RouteDecision> select(
            RouteRequest request,
            String hex,
            ClientRegion client,
            boolean canonicalOnly,
            Deadline deadline) {
        Wanted wanted =
                new Wanted(
                        request.method(),
                        settings.keys().key(hex),
                        client,
                        request.client() instanceof Inet6Address,
                        settings.limits().presignExpiry());
        Trace.Writer trace = new Trace.Writer(client);
        Selection selection =
                canonicalOnly
                        ? copies.selectAuthoritative(wanted, trace, deadline)
                        : copies.select(wanted, trace, deadline);
        return selection.decision(request.path(), trace);
    }
}
