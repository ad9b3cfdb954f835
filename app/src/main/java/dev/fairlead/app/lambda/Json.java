package dev.fairlead.app.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Events and their answers as trees; token by token, since a mapper takes long to make. */
final class Json {
    private static final JsonFactory JSON = new JsonFactory();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * Reads one event.
     *
     * @throws EventException when it isn't JSON; what it holds isn't quoted
     */
    static JsonNode read(InputStream event) throws IOException {
        try (JsonParser parser = JSON.createParser(event)) {
            return JsonTree.read(parser);
        } catch (JsonProcessingException e) {
            throw notJson(e);
        }
    }

    static JsonNode read(byte[] event) {
        try {
            return read(new ByteArrayInputStream(event));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(JsonNode tree) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.createGenerator(bytes);
                JsonParser tokens = tree.traverse()) {
            tokens.nextToken();
            generator.copyCurrentStructure(tokens);
        } catch (IOException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
        return bytes.toByteArray();
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
