package dev.fairlead.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.util.Base64;

/**
 * What a function URL makes of a function's outcome: an object with a status is a response, other
 * JSON is the body of one, and whatever else is 502.
 */
final class UrlAnswer {
    private final int status;
    private final HttpFields fields;
    private final byte[] body;

    private UrlAnswer(int status, HttpFields fields, byte[] body) {
        this.status = status;
        this.fields = fields;
        this.body = body;
    }

    static UrlAnswer of(Outcome outcome) {
        return outcome instanceof Outcome.Response response
                ? Json.read(response.bytes()).map(UrlAnswer::of).orElseGet(UrlAnswer::badGateway)
                : badGateway();
    }

    void write(Exchange exchange) throws IOException {
        exchange.reply(status, fields, body);
    }

    private static UrlAnswer of(JsonNode answer) {
        if (!answer.has("statusCode")) {
            return json(200, answer.toString());
        }
        int status = answer.path("statusCode").asInt();
        try {
            return status < 200 || status > 599
                    ? badGateway()
                    : new UrlAnswer(status, fields(answer), body(answer));
        } catch (IllegalArgumentException _) { // it is not Base64
            return badGateway();
        }
    }

    private static HttpFields fields(JsonNode answer) {
        HttpFields fields = HttpFields.NONE;
        for (var field : answer.path("headers").properties()) {
            fields = fields.with(field.getKey(), field.getValue().asText());
        }
        for (JsonNode cookie : answer.path("cookies")) {
            fields = fields.with("Set-Cookie", cookie.asText());
        }
        return fields;
    }

    private static byte[] body(JsonNode answer) {
        String body = answer.path("body").asText();
        return answer.path("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(body)
                : body.getBytes(UTF_8);
    }

    private static UrlAnswer badGateway() {
        return json(502, "Internal Server Error");
    }

    private static UrlAnswer json(int status, String body) {
        return new UrlAnswer(
                status, HttpFields.of("Content-Type", "application/json"), body.getBytes(UTF_8));
    }
}
