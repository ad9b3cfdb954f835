package dev.fairlead.app.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.fairlead.app.door.Response;
import dev.fairlead.app.door.Target;
import dev.fairlead.spi.MalformedPathException;

import java.util.Optional;

/**
 * Payload 2.0, of an HTTP API or a function URL. They differ in their path: an HTTP API's has been
 * percent-decoded and begins with the stage, a function URL's is as received. Only a function URL's
 * domain is {@code <id>.lambda-url.<region>.on.aws}, and it can have no other.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html">Function URL:
 *     request payload</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">HTTP
 *     API: payload format version</a>
 */
record PayloadTwo(JsonNode json) implements WebEvent {

    /** An event of a route {@code {path+}} that somebody wrote by hand, with that and no more. */
    static boolean isBare(JsonNode json) {
        return json.has("pathParameters") && !json.has("httpMethod") && !json.has("requestContext");
    }

    @Override
    public String method() {
        return http().path("method").asText("GET");
    }

    @Override
    public Target target() throws MalformedPathException {
        String query = json.path("rawQueryString").asText("");
        return Target.of(path(), query.isEmpty() ? Optional.empty() : Optional.of(query));
    }

    private String path() throws MalformedPathException {
        if (json.path("rawPath").isTextual()) {
            String path = json.path("rawPath").textValue();
            return isFunctionUrl() ? path : PercentEncoding.path(Stage.takenOff(path, context()));
        }
        JsonNode greedy = json.path("pathParameters").path("path");
        if (!greedy.isTextual() || greedy.textValue().isEmpty()) {
            throw new MalformedPathException("the event has no path");
        }
        return PercentEncoding.path("/" + greedy.textValue());
    }

    private boolean isFunctionUrl() {
        return context().path("domainName").asText("").contains(".lambda-url.");
    }

    @Override
    public Peer peer() {
        EventFields fields = EventFields.read(json);
        JsonNode cookies = json.path("cookies");
        return Peer.told(
                http().path("sourceIp").asText(""),
                cookies.isEmpty() ? fields : fields.withCookies(cookies));
    }

    @Override
    public boolean isAuthorizedByIam() {
        return context().path("authorizer").path("iam").isObject();
    }

    @Override
    public int limit() {
        return Limits.INVOCATION;
    }

    /** A cookie is set through a list of its own. */
    @Override
    public ObjectNode response(Response response) {
        ObjectNode answer = EventResponse.of(response);
        JsonNode cookie =
                EventResponse.fields(answer.putObject("headers"), response).remove("set-cookie");
        if (cookie != null) {
            answer.putArray("cookies").add(cookie);
        }
        return answer;
    }

    private JsonNode context() {
        return json.path("requestContext");
    }

    private JsonNode http() {
        return context().path("http");
    }
}
