package dev.fairlead.rpm;

import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.Doubt;
import dev.fairlead.spi.Metrics.Counter;
import dev.fairlead.spi.ObjectKey;
import dev.fairlead.spi.ObjectStore;
import dev.fairlead.spi.Presence.Present;
import dev.fairlead.spi.Presigned;
import dev.fairlead.spi.RequestPath;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.PassThrough;
import dev.fairlead.spi.RouteDecision.Redirect;
import dev.fairlead.spi.RouteRequest;
import dev.fairlead.spi.Saving;
import dev.fairlead.spi.StrategyContext;
import dev.fairlead.spi.Trace;

import java.net.Inet6Address;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends clients to what was kept.
 *
 * @param saved counts the downloads that would have failed without
 */
record Rescue(ObjectStore store, Duration life, Counter saved) {

    static Rescue create(StrategyContext context, ObjectStore store, Duration life) {
        return new Rescue(
                store,
                life,
                context.metrics()
                        .counter(
                                "fairlead.rpm.saved",
                                "Downloads that only the kept copy could serve",
                                "mount",
                                context.mount()));
    }

    /** Counts nothing. */
    Rescue uncounted() {
        return new Rescue(store, life, _ -> {});
    }

    /**
     * A redirect to the copy, or to the source where it can't be signed; empty: that takes waiting
     * and the deadline forbids it.
     *
     * @param otherwise where the source has it
     */
    Optional<RouteDecision> decide(
            RouteRequest request,
            ObjectKey key,
            Present copy,
            RequestPath otherwise,
            Trace trace,
            Deadline deadline) {
        boolean overIpv6 = request.client() instanceof Inet6Address;
        return switch (store.presign(request.method(), key, overIpv6, life, deadline)) {
            case Presigned.Url(String url) -> {
                saved.increment();
                Saving bytes = new Saving(copy.lengthBytes(), 0);
                yield Optional.of(new Redirect(url, 302, Optional.empty(), bytes, trace));
            }
            case Presigned.Unavailable(Doubt doubt) when doubt == Doubt.NOT_AT_HAND ->
                    Optional.empty();
            case Presigned.Unavailable(Doubt doubt) ->
                    Optional.of(
                            new PassThrough(
                                    otherwise,
                                    new Trace(
                                            "signature-" + doubt.token(),
                                            trace.client(),
                                            trace.steps())));
        };
    }
}
