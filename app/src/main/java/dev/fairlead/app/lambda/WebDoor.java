package dev.fairlead.app.lambda;

import dev.fairlead.app.client.ClientAddress;
import dev.fairlead.app.door.AccessLog;
import dev.fairlead.app.door.Response;
import dev.fairlead.app.host.Routed;
import dev.fairlead.app.host.Router;
import dev.fairlead.app.host.Visit;
import dev.fairlead.spi.MalformedPathException;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteRequest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/** Answers web events, as the HTTP door answers requests. */
record WebDoor(Router router, ClientAddress clients, EdgePost edge, AccessLog accessLog, Fit fit) {
    private static final Logger LOG = LoggerFactory.getLogger(WebDoor.class);

    byte[] answer(WebEvent event) {
        long start = System.nanoTime();
        try {
            RouteRequest request = event.request(clients);
            if (EdgePost.isFor(request)) {
                return fitted(event, request, edge.answer(event, request)).json();
            }
            Optional<Routed> routed = router.route(request);
            return routed.isPresent()
                    ? answer(event, request, routed.get(), start)
                    : fitted(event, request, Response.unrouted()).json();
        } catch (MalformedPathException e) {
            accessLog.malformed();
            return Json.bytes(event.response(Response.text(400, String.valueOf(e.getMessage()))));
        }
    }

    private byte[] answer(WebEvent event, RouteRequest request, Routed routed, long start) {
        Visit visit = Visit.uncounted(routed);
        try {
            return sent(event, request, routed, visit, start, decided(event, routed));
        } catch (RuntimeException e) {
            LOG.error("a bug in answering {}; the client is passed through", request, e);
            return sent(event, request, routed, visit, start, Router.failed(routed));
        } finally {
            visit.ended(0, 0); // unless it has
        }
    }

    private RouteDecision decided(WebEvent event, Routed routed) {
        OptionalLong limit = routed.bodyLimit();
        if (limit.isEmpty()) {
            return router.decide(routed);
        }
        byte[] body = event.body();
        return body.length > limit.getAsLong()
                ? router.tooLarge(routed, limit.getAsLong())
                : router.decide(routed.withBody(ByteBuffer.wrap(body)));
    }

    private byte[] sent(
            WebEvent event,
            RouteRequest request,
            Routed routed,
            Visit visit,
            long start,
            RouteDecision decision) {
        Fit.Fitted sent = fitted(event, request, Response.of(routed, decision));
        accessLog.write(routed, start, sent.response().status(), decision);
        visit.ended(sent.response().status(), sent.bytes(request));
        return sent.json();
    }

    private Fit.Fitted fitted(WebEvent event, RouteRequest request, Response response) {
        return fit.within(event.limit(), request, response, event::response);
    }
}
