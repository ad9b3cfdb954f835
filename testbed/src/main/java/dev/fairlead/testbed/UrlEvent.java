package dev.fairlead.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The event that a function URL makes of a request: payload format 2.0, with path and query as
 * sent.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html">Lambda: function
 *     URLs</a>
 */
final class UrlEvent {
    private static final String PEER = "127.0.0.1";
    private static final String ACCOUNT = "000000000000";

    private final RequestHead head;
    private final byte[] body;
    private final Instant now;

    UrlEvent(RequestHead head, byte[] body, Instant now) {
        this.head = head;
        this.body = body;
        this.now = now;
    }

    /** The event, of who signed it if somebody did. */
    byte[] json(Optional<SigningClaim> claim) {
        ObjectNode event = Json.object();
        event.put("version", "2.0").put("routeKey", "$default").put("rawPath", head.rawPath());
        event.put("rawQueryString", rawQuery());
        Map<String, String> fields = fields();
        String cookies = fields.remove("cookie");
        if (cookies != null) {
            var array = event.putArray("cookies");
            for (String cookie : cookies.split("; ?", -1)) {
                array.add(cookie);
            }
        }
        fields.forEach(event.putObject("headers")::put);
        putQuery(event);
        putContext(event, claim);
        putBody(event);
        return event.toString().getBytes(UTF_8);
    }

    private String rawQuery() {
        int mark = head.target().indexOf('?');
        return mark < 0 ? "" : head.target().substring(mark + 1);
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>(head.fields().byLowerCaseName());
        fields.merge("x-forwarded-for", PEER, (sent, peer) -> sent + ", " + peer);
        fields.put("x-forwarded-proto", "https");
        fields.put("x-forwarded-port", "443");
        return fields;
    }

    private void putQuery(ObjectNode event) {
        if (!head.query().isEmpty()) {
            ObjectNode parameters = event.putObject("queryStringParameters");
            head.query().all().stream()
                    .collect(
                            groupingBy(
                                    Map.Entry::getKey,
                                    LinkedHashMap::new,
                                    mapping(Map.Entry::getValue, joining(","))))
                    .forEach(parameters::put);
        }
    }

    private void putContext(ObjectNode event, Optional<SigningClaim> claim) {
        ObjectNode context = event.putObject("requestContext");
        context.put("accountId", claim.isPresent() ? ACCOUNT : "anonymous");
        context.put("apiId", "testbed").put("domainName", "testbed.lambda-url.us-east-1.on.aws");
        context.put("domainPrefix", "testbed").put("requestId", UUID.randomUUID().toString());
        context.put("routeKey", "$default").put("stage", "$default");
        context.put("timeEpoch", now.toEpochMilli());
        context.putObject("http")
                .put("method", head.method())
                .put("path", head.rawPath())
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", PEER)
                .put("userAgent", head.fields().first("User-Agent").orElse(""));
        claim.ifPresent(signed ->
                context.putObject("authorizer")
                        .putObject("iam")
                        .put("accessKey", signed.accessKeyId())
                        .put("accountId", ACCOUNT)
                        .put("callerId", signed.accessKeyId())
                        .put("userArn", "arn:aws:iam::" + ACCOUNT + ":user/testbed")
                        .put("userId", signed.accessKeyId()));
    }

    private void putBody(ObjectNode event) {
        if (body.length > 0) {
            event.put("body", Base64.getEncoder().encodeToString(body));
        }
        event.put("isBase64Encoded", body.length > 0);
    }
}
