package dev.fairlead.app.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.fairlead.app.door.Response;

/** What the responses of all web events have in common. */
final class EventResponse {
    private EventResponse() {}

    /** Status and body, without fields. */
    static ObjectNode of(Response response) {
        EventBody body = EventBody.of(response.body());
        return Json.object()
                .put("statusCode", response.status())
                .put("body", body.text())
                .put("isBase64Encoded", body.isBase64());
    }

    /** Puts the fields in, one value each. */
    static ObjectNode fields(ObjectNode to, Response response) {
        response.fields().forEach(to::put);
        return to;
    }
}
