package dev.fairlead.app.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.fairlead.app.door.Response;
import dev.fairlead.app.door.Target;
import dev.fairlead.spi.MalformedPathException;

/**
 * Payload 1.0: the proxy event of a REST API, whose path is as received. An HTTP API can send this
 * form too; it then says {@code version: 1.0}, and its path has been percent-decoded. Both decode
 * the query.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">REST
 *     API: Lambda proxy integrations</a>
 */
record PayloadOne(JsonNode json) implements WebEvent {

    @Override
    public String method() {
        return json.path("httpMethod").asText("");
    }

    @Override
    public Target target() throws MalformedPathException {
        String path = json.path("path").asText("");
        return Target.of(
                json.path("version").asText("").equals("1.0")
                        ? PercentEncoding.path(Stage.takenOff(path, json.path("requestContext")))
                        : path,
                EventQuery.of(json, PercentEncoding::value));
    }

    @Override
    public Peer peer() {
        return Peer.told(
                json.path("requestContext").path("identity").path("sourceIp").asText(""),
                EventFields.read(json));
    }

    @Override
    public int limit() {
        return Limits.INVOCATION;
    }

    @Override
    public ObjectNode response(Response response) {
        ObjectNode answer = EventResponse.of(response);
        EventResponse.fields(answer.putObject("headers"), response);
        return answer;
    }
}
