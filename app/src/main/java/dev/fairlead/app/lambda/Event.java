package dev.fairlead.app.lambda;

import com.fasterxml.jackson.databind.JsonNode;

/** One event, told from others by its shape alone: there is nothing to configure. */
sealed interface Event permits WebEvent, EdgeEvent, WorkEvent {

    /**
     * Finds the shape.
     *
     * @throws EventException when it is none of the known ones
     */
    static Event of(JsonNode json) {
        JsonNode context = json.path("requestContext");
        JsonNode work = json.path("fairlead").path("perform");
        if (work.isObject()) {
            return WorkEvent.of(work);
        }
        JsonNode cf = json.path("Records").path(0).path("cf");
        if (EdgeEvent.isIn(cf)) {
            return new EdgeEvent(cf);
        }
        if (context.path("elb").isObject()) {
            return new BalancerEvent(json);
        }
        if (context.path("http").isObject() || PayloadTwo.isBare(json)) {
            return new PayloadTwo(json);
        }
        if (json.path("httpMethod").isTextual() && context.isObject()) {
            return new PayloadOne(json);
        }
        throw new EventException(
                "this event has none of the known shapes: payload 2.0 (HTTP API, function URL),"
                        + " payload 1.0 (REST API), ALB, CloudFront viewer-request and"
                        + " origin-request, {\"fairlead\":{\"perform\":{\"mount\":…,\"work\":…}}}");
    }
}
