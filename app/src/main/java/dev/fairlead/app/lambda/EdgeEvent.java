package dev.fairlead.app.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.fairlead.app.door.Target;
import dev.fairlead.spi.MalformedPathException;
import dev.fairlead.spi.RequestPath;
import dev.fairlead.spi.RouteRequest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A viewer-request or origin-request of CloudFront's; its path and query are as received.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html">Lambda@Edge
 *     event structure</a>
 */
record EdgeEvent(JsonNode cf) implements Event {
    private static final Set<String> TYPES = Set.of("viewer-request", "origin-request");

    static boolean isIn(JsonNode cf) {
        return cf.path("request").isObject() && TYPES.contains(type(cf));
    }

    private static String type(JsonNode cf) {
        return cf.path("config").path("eventType").asText("");
    }

    int limit() {
        return type(cf).equals("viewer-request") ? Limits.VIEWER_REQUEST : Limits.ORIGIN_REQUEST;
    }

    /** CloudFront itself says who the viewer is; no field counts. */
    RouteRequest request() throws MalformedPathException {
        JsonNode request = goOn();
        String query = request.path("querystring").asText("");
        Target target =
                Target.of(
                        request.path("uri").asText(""),
                        query.isEmpty() ? Optional.empty() : Optional.of(query));
        EventFields fields = fields(request.path("headers"));
        return new RouteRequest(
                        request.path("method").asText(""),
                        Target.host(fields.first("host").orElse("")),
                        target.path(),
                        target.query(),
                        fields,
                        Peer.address(request.path("clientIp").asText("")),
                        Optional.of(cf.path("config").path("distributionId").asText("")))
                .withSecure(true);
    }

    /** The answer that makes CloudFront go on: the request, as it is. */
    JsonNode goOn() {
        return cf.path("request");
    }

    /** … for another path; nothing else is changed, as CloudFront fails on read-only fields. */
    JsonNode goOn(RequestPath path) {
        ObjectNode request = goOn().deepCopy();
        return request.put("uri", path.raw());
    }

    private static EventFields fields(JsonNode headers) {
        Map<String, List<String>> lines = new HashMap<>();
        headers.properties()
                .forEach(field -> {
                    List<String> values = new ArrayList<>();
                    field.getValue().forEach(line -> values.add(line.path("value").asText("")));
                    lines.put(field.getKey(), values);
                });
        return new EventFields(lines);
    }
}
