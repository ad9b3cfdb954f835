package dev.fairlead.app.lambda;

import com.fasterxml.jackson.databind.JsonNode;

import dev.fairlead.app.door.Response;
import dev.fairlead.spi.Body;
import dev.fairlead.spi.RouteRequest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Content that is too large for its event is never cut off: the client is told, or sent to where it
 * isn't.
 *
 * @param base an address of the same program without that limit
 */
record Fit(Optional<String> base) {
    private static final Logger LOG = LoggerFactory.getLogger(Fit.class);

    /** What was sent, and as JSON. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two
    record Fitted(Response response, byte[] json) {

        /** How much of a body the client gets; to HEAD no front sends one. */
        long bytes(RouteRequest request) {
            return request.method().equals("HEAD") ? 0 : response.body().length();
        }
    }

    /**
     * The response as JSON, or another one if it is too large or can't be read.
     *
     * @param received the request with its path as received
     */
    Fitted within(
            int limit,
            RouteRequest received,
            Response response,
            Function<Response, JsonNode> form) {
        if (response.body().length() <= limit) {
            Fitted whole = form(response, form);
            if (whole.json().length <= limit) {
                return whole;
            }
        }
        return form(
                received.method().equals("HEAD") ? head(response) : elsewhere(limit, received),
                form);
    }

    private static Fitted form(Response response, Function<Response, JsonNode> form) {
        try {
            return new Fitted(response, Json.bytes(form.apply(response)));
        } catch (UncheckedIOException e) {
            LOG.error("what was decided to be served can't be read", e);
            return form(Response.unreadable(), form);
        }
    }

    /** Nobody needs the body for it. */
    private static Response head(Response response) {
        return new Response(response.status(), response.phrase(), response.fields(), Body.EMPTY)
                .with(Map.of("content-length", String.valueOf(response.body().length())));
    }

    private Response elsewhere(int limit, RouteRequest received) {
        return base.map(url ->
                        Response.redirect(
                                url
                                        + received.path().raw()
                                        + received.query().map(query -> "?" + query).orElse("")))
                .orElseGet(() ->
                        Response.text(
                                501,
                                "this is too large for a response of Lambda's ("
                                        + limit
                                        + " bytes)"
                                        + "; ask for ranges, or the HTTP service"));
    }
}
