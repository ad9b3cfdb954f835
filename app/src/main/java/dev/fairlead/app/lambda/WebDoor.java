package dev.fairlead.app.lambda;

import dev.fairlead.app.client.ClientAddress;
import dev.fairlead.app.door.AccessLog;
import dev.fairlead.app.door.Response;
import dev.fairlead.app.host.Routed;
import dev.fairlead.app.host.Router;
import dev.fairlead.spi.MalformedPathException;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.PassThrough;
import dev.fairlead.spi.RouteRequest;
import dev.fairlead.spi.Trace;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/** Answers web events, as the HTTP door answers requests. */
record WebDoor(Router router, ClientAddress clients, EdgePost edge, AccessLog accessLog, Fit fit) {
    private static final Logger LOG = LoggerFactory.getLogger(WebDoor.class);

    byte[] answer(WebEvent event) {
        long start = System.nanoTime();
        try {
            RouteRequest request = event.request(clients);
            Response response =
                    EdgePost.isFor(request) ? edge.answer(event, request) : decided(request, start);
            return fit.within(event.limit(), request, response, event::response);
        } catch (MalformedPathException e) {
            accessLog.malformed();
            return Json.bytes(event.response(Response.text(400, String.valueOf(e.getMessage()))));
        }
    }

    private Response decided(RouteRequest request, long start) {
        Optional<Routed> routed = router.route(request);
        if (routed.isEmpty()) {
            return Response.unrouted();
        }
        try {
            return answered(routed.get(), router.decide(routed.get()), start);
        } catch (RuntimeException e) {
            LOG.error("a bug in answering {}; the client is passed through", request, e);
            return answered(
                    routed.get(),
                    new PassThrough(routed.get().request().path(), Trace.of("failed")),
                    start);
        }
    }

    private Response answered(Routed routed, RouteDecision decision, long start) {
        Response response = Response.of(routed, decision);
        accessLog.write(routed, start, response.status(), decision);
        return response;
    }
}
