package dev.fairlead.app.lambda;

import com.fasterxml.jackson.databind.JsonNode;

import dev.fairlead.app.door.AccessLog;
import dev.fairlead.app.door.Response;
import dev.fairlead.app.host.Routed;
import dev.fairlead.app.host.Router;
import dev.fairlead.app.host.Visit;
import dev.fairlead.spi.MalformedPathException;
import dev.fairlead.spi.RequestPath;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.PassThrough;
import dev.fairlead.spi.RouteRequest;

import io.micrometer.core.instrument.Counter;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/**
 * Answers CloudFront's requests. To pass through is to let CloudFront go on with the request, and
 * that is also what happens with whatever can't be decided: an error here would be the viewer's.
 */
record EdgeDoor(Router router, AccessLog accessLog, Counter failures, Fit fit) {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeDoor.class);

    byte[] answer(EdgeEvent event) {
        try {
            return decided(event);
        } catch (MalformedPathException _) {
            accessLog.malformed();
        } catch (RuntimeException e) {
            failures.increment();
            LOG.error("a bug in answering an edge event; CloudFront goes on with the request", e);
        }
        return Json.bytes(event.goOn());
    }

    private byte[] decided(EdgeEvent event) throws MalformedPathException {
        long start = System.nanoTime();
        RouteRequest request = event.request();
        Optional<Routed> routed = router.route(request);
        if (routed.isEmpty()) {
            return Json.bytes(event.goOn());
        }
        Visit visit = Visit.uncounted(routed.get());
        try {
            return answer(event, request, routed.get(), visit, start);
        } finally {
            visit.ended(0, 0); // unless it has
        }
    }

    private byte[] answer(
            EdgeEvent event, RouteRequest request, Routed routed, Visit visit, long start)
            throws MalformedPathException {
        RouteDecision decision = router.decide(routed);
        if (decision instanceof PassThrough through) {
            accessLog.write(routed, start, 0, decision);
            return Json.bytes(goOn(event, request.path(), routed.request().path(), through));
        }
        Response response = Response.of(routed, decision);
        Fit.Fitted sent = fit.within(event.limit(), request, response, EdgeResponse::of);
        accessLog.write(routed, start, sent.response().status(), decision);
        visit.ended(sent.response().status(), sent.bytes(request));
        return sent.json();
    }

    /** A path that the strategy gave stands below the mount's prefix, which CloudFront knows. */
    private static JsonNode goOn(
            EdgeEvent event, RequestPath received, RequestPath below, PassThrough through)
            throws MalformedPathException {
        if (through.path().equals(below)) {
            return event.goOn();
        }
        String raw = received.raw();
        String prefix =
                raw.endsWith(below.raw())
                        ? raw.substring(0, raw.length() - below.raw().length())
                        : raw;
        return event.goOn(RequestPath.parse(prefix + through.path().raw()));
    }
}
