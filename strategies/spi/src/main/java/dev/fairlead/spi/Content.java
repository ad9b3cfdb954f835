package dev.fairlead.spi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Bytes that a strategy makes. The front door adds length and entity-tag and answers HEAD, Range and
 * conditional requests from it.
 *
 * @param fields header fields besides {@code Content-*} ones
 */
public record Content(String mediaType, ByteBuffer bytes, Map<String, String> fields) {

    public Content {
        bytes = bytes.asReadOnlyBuffer();
        fields = Map.copyOf(fields);
    }

    /** Text as UTF-8. */
    public static Content text(String mediaType, String text) {
        return new Content(
                mediaType, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), Map.of());
    }

    public Content withField(String name, String value) {
        var more = new java.util.HashMap<>(fields);
        more.put(name, value);
        return new Content(mediaType, bytes, more);
    }
}
