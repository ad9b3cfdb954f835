package dev.fairlead.isobuild;

import dev.fairlead.isobuild.Asked.Iso;
import dev.fairlead.isobuild.s3.Delivery;
import dev.fairlead.isobuild.s3.Location.At;
import dev.fairlead.isobuild.s3.Location.NotNow;
import dev.fairlead.spi.Content;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.Fail;
import dev.fairlead.spi.RouteDecision.Redirect;
import dev.fairlead.spi.RouteDecision.Serve;
import dev.fairlead.spi.RouteRequest;
import dev.fairlead.spi.Saving;
import dev.fairlead.spi.Trace;
import dev.fairlead.spi.Trace.Noted;

import java.net.Inet6Address;
import java.util.Map;
import java.util.Optional;

/**
 * Sends clients to S3 for ISOs, where that is wanted.
 *
 * @param canServe whether what S3 doesn't have can be sent from here; a response of Lambda's is too
 *     small for it, and for what machines boot from, too
 */
record Dispatch(Optional<Delivery> delivery, boolean canServe) {

    /** Doesn't block unless it may, and so may have no decision. */
    Optional<RouteDecision> send(
            Asked asked, RouteRequest request, RouteDecision decision, boolean mayWait) {
        if (delivery.isEmpty()
                || (canServe && !(asked instanceof Iso))
                || !(decision instanceof Serve(Content content, Trace trace))
                || content.body().length() < Delivery.SMALLEST) {
            return Optional.of(decision);
        }
        return mayWait
                ? Optional.of(send(delivery.get(), request, content, trace))
                : Optional.empty();
    }

    private RouteDecision send(Delivery s3, RouteRequest request, Content content, Trace trace) {
        boolean overIpv6 = request.client() instanceof Inet6Address;
        return switch (s3.locate(content, Answers.fileName(content), request.method(), overIpv6)) {
            case At(String url) ->
                    new Redirect(
                            url,
                            307,
                            Optional.empty(),
                            Saving.NONE,
                            Trace.of(trace.reason() + "-s3"));
            case NotNow(String reason, String why) -> {
                Trace noted = new Trace.Writer(trace.client()).add(new Noted(why)).end(reason);
                yield canServe
                        ? new Serve(content, noted)
                        : new Fail(503, why, Map.of("Retry-After", "10"), noted);
            }
        };
    }
}
