package dev.fairlead.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

/** How an invocation of a function ended. */
public sealed interface Outcome {

    /** The function answered. */
    record Response(String text) implements Outcome {
        static Response of(byte[] bytes) {
            return new Response(new String(bytes, UTF_8));
        }

        public byte[] bytes() {
            return text.getBytes(UTF_8);
        }
    }

    /**
     * The function failed.
     *
     * @param json the whole error as it was reported
     */
    record Failure(String type, String message, String json) implements Outcome {
        static Failure of(byte[] bytes) {
            JsonNode error = Json.read(bytes).orElseGet(Json::object);
            return new Failure(
                    error.path("errorType").asText(),
                    error.path("errorMessage").asText(),
                    new String(bytes, UTF_8));
        }

        static Failure of(String type, String message) {
            var error = Json.object().put("errorType", type).put("errorMessage", message);
            return new Failure(type, message, error.toString());
        }
    }
}
