package dev.fairlead.app.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.fairlead.app.host.Host;
import dev.fairlead.app.host.Routed;
import dev.fairlead.spi.HeaderFields;
import dev.fairlead.spi.MalformedPathException;
import dev.fairlead.spi.RequestPath;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteRequest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Answers one event. So far only those of CloudFront's viewer requests, and only with redirects.
 */
final class EventDoor {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Host host;

    EventDoor(Host host) {
        this.host = host;
    }

    void answer(InputStream event, OutputStream response) throws IOException {
        JSON.writeValue(response, answer(JSON.readTree(event)));
    }

    private JsonNode answer(JsonNode event) throws IOException {
        JsonNode cf = event.path("Records").path(0).path("cf");
        JsonNode request = cf.path("request");
        try {
            Optional<Routed> routed =
                    host.router()
                            .route(
                                    new RouteRequest(
                                            request.path("method").asText(),
                                            "",
                                            RequestPath.parse(request.path("uri").asText()),
                                            Optional.of(request.path("querystring").asText())
                                                    .filter(q -> !q.isEmpty()),
                                            HeaderFields.NONE,
                                            InetAddress.ofLiteral(
                                                    request.path("clientIp").asText()),
                                            Optional.of(
                                                    cf.path("config")
                                                            .path("distributionId")
                                                            .asText())));
            return routed.map(r -> host.router().decide(r))
                    .filter(RouteDecision.Redirect.class::isInstance)
                    .map(RouteDecision.Redirect.class::cast)
                    .<JsonNode>map(EventDoor::redirect)
                    .orElse(request);
        } catch (MalformedPathException e) {
            return request;
        }
    }

    private static ObjectNode redirect(RouteDecision.Redirect redirect) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("status", String.valueOf(redirect.status()));
        answer.put("statusDescription", redirect.reasonPhrase().orElse("Temporary Redirect"));
        ObjectNode fields = answer.putObject("headers");
        fields.putArray("location")
                .addObject()
                .put("key", "Location")
                .put("value", redirect.location());
        fields.putArray("cache-control")
                .addObject()
                .put("key", "Cache-Control")
                .put("value", "no-store");
        return answer;
    }
}
