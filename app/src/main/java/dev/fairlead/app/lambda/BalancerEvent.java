package dev.fairlead.app.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.fairlead.app.door.Response;
import dev.fairlead.app.door.Target;
import dev.fairlead.spi.MalformedPathException;

import java.util.function.UnaryOperator;

/**
 * The event of an Application Load Balancer, which decodes nothing. If its target group says so, it
 * has lists of values, and wants lists in return.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html">ALB:
 *     Lambda functions as targets</a>
 */
record BalancerEvent(JsonNode json) implements WebEvent {

    @Override
    public String method() {
        return json.path("httpMethod").asText("");
    }

    @Override
    public Target target() throws MalformedPathException {
        return Target.of(
                json.path("path").asText(""), EventQuery.of(json, UnaryOperator.identity()));
    }

    /** Nothing else tells who it is. */
    @Override
    public Peer peer() {
        return Peer.appended(EventFields.read(json));
    }

    @Override
    public int limit() {
        return Limits.BALANCER;
    }

    @Override
    public ObjectNode response(Response response) {
        ObjectNode answer = EventResponse.of(response);
        answer.put("statusDescription", response.status() + " " + ReasonPhrase.of(response));
        if (json.path("multiValueHeaders").isObject()) {
            ObjectNode fields = answer.putObject("multiValueHeaders");
            response.fields().forEach((name, value) -> fields.putArray(name).add(value));
        } else {
            EventResponse.fields(answer.putObject("headers"), response);
        }
        return answer;
    }
}
