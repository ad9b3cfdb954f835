package dev.fairlead.rpm.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.fairlead.spi.ObjectKey;

import java.util.Locale;

/**
 * What shall be fetched, in a few words: it waits in memory, or travels as a Lambda event.
 *
 * @param key where it goes in the bucket
 * @param target where it is below the source's base URL: a raw path
 */
public record UploadWork(ObjectKey key, String target, Kind kind) {
    private static final JsonMapper JSON = new JsonMapper();

    /** What it is, and so how it is verified. */
    public enum Kind {
        RPM,
        BLOB,
        MANIFEST
    }

    public String encode() {
        return JSON.createObjectNode()
                .put("key", key.value())
                .put("target", target)
                .put("kind", kind.name().toLowerCase(Locale.ROOT))
                .toString();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException with what is wrong: an event may come from anybody who may
     *     invoke the function
     */
    public static UploadWork parse(String text) {
        try {
            JsonNode work = JSON.readTree(text);
            String target = text(work, "target");
            if (!target.startsWith("/")) {
                throw new IllegalArgumentException("target does not begin with a slash");
            }
            return new UploadWork(
                    new ObjectKey(text(work, "key")),
                    target,
                    Kind.valueOf(text(work, "kind").toUpperCase(Locale.ROOT)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("work is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String text(JsonNode work, String name) {
        JsonNode value = work.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("work without the text '" + name + "'");
        }
        return value.textValue();
    }
}
