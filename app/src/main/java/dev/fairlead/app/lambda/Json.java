package dev.fairlead.app.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Events and their answers as trees; without binding to classes, which takes time to start. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * Reads one event.
     *
     * @throws EventException when it isn't JSON; what it holds isn't quoted
     */
    static JsonNode read(InputStream event) throws IOException {
        try {
            return MAPPER.readTree(event);
        } catch (JsonProcessingException e) {
            throw notJson(e);
        }
    }

    static JsonNode read(byte[] event) {
        try {
            return MAPPER.readTree(event);
        } catch (JsonProcessingException e) {
            throw notJson(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private static EventException notJson(JsonProcessingException e) {
        var at = e.getLocation();
        return new EventException(
                "the event is not JSON"
                        + (at == null
                                ? ""
                                : ": line " + at.getLineNr() + ", column " + at.getColumnNr()));
    }
}
