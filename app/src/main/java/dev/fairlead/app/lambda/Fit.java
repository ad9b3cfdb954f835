package dev.fairlead.app.lambda;

import com.fasterxml.jackson.databind.JsonNode;

import dev.fairlead.app.door.Response;
import dev.fairlead.spi.RouteRequest;

import java.util.Optional;
import java.util.function.Function;

/**
 * Content that is too large for its event is never cut off: the client is told, or sent to where it
 * isn't.
 *
 * @param base an address of the same program without that limit
 */
record Fit(Optional<String> base) {

    /**
     * The response as JSON, or another one if it is too large.
     *
     * @param received the request with its path as received
     */
    byte[] within(
            int limit,
            RouteRequest received,
            Response response,
            Function<Response, JsonNode> form) {
        if (response.body().length() <= limit) {
            byte[] bytes = Json.bytes(form.apply(response));
            if (bytes.length <= limit) {
                return bytes;
            }
        }
        return Json.bytes(form.apply(elsewhere(limit, received)));
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
