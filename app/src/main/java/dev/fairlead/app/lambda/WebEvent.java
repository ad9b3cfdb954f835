package dev.fairlead.app.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.fairlead.app.client.ClientAddress;
import dev.fairlead.app.door.Response;
import dev.fairlead.app.door.Target;
import dev.fairlead.spi.MalformedPathException;
import dev.fairlead.spi.RouteRequest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A request of HTTP that one of AWS's fronts took, and wants a response for. */
sealed interface WebEvent extends Event permits PayloadTwo, PayloadOne, BalancerEvent {

    /** The event as it came. */
    JsonNode json();

    String method();

    /** Path and query, percent-encoded wherever the front had decoded them. */
    Target target() throws MalformedPathException;

    Peer peer();

    /** How many bytes the response may have, as JSON. */
    int limit();

    ObjectNode response(Response response);

    /** Whether AWS has checked who sends this. */
    default boolean isAuthorizedByIam() {
        return false;
    }

    /** What every front door makes of a request. */
    default RouteRequest request(ClientAddress clients) throws MalformedPathException {
        Target target = target();
        Peer peer = peer();
        return new RouteRequest(
                        method(),
                        host(peer.fields().all("host")),
                        target.path(),
                        target.query(),
                        peer.fields(),
                        clients.of(peer.address(), peer.fields()),
                        Optional.empty())
                .withSecure(true);
    }

    private String host(List<String> lines) throws MalformedPathException {
        if (lines.size() > 1) {
            throw new MalformedPathException("the request needs exactly one Host field");
        }
        return Target.host(
                lines.isEmpty()
                        ? json().path("requestContext").path("domainName").asText("")
                        : lines.getFirst());
    }

    /**
     * The body of the request.
     *
     * @throws EventException when it is said to be Base64 and isn't
     */
    default byte[] body() {
        String text = json().path("body").asText("");
        if (!json().path("isBase64Encoded").asBoolean()) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw new EventException("the body is not Base64, as isBase64Encoded says");
        }
    }
}
