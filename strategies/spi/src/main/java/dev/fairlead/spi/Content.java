package dev.fairlead.spi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Bytes that a strategy makes. The front door adds the length and answers HEAD, Range and
 * conditional requests from it.
 *
 * @param entityTag a strong validator, in its quotes
 * @param lastModified when it was, where that is known
 * @param fields header fields besides {@code Content-*} ones, but for Content-Disposition
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.8">RFC 9110: validators</a>
 */
public record Content(
        String mediaType,
        Body body,
        String entityTag,
        Optional<Instant> lastModified,
        Map<String, String> fields) {

    public Content {
        fields = Map.copyOf(fields);
    }

    /** Text as UTF-8; its entity-tag is made of its digest. */
    public static Content text(String mediaType, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Content(mediaType, Body.of(bytes), entityTag(bytes), Optional.empty(), Map.of());
    }

    public Content withField(String name, String value) {
        Map<String, String> more = new HashMap<>(fields);
        more.put(name, value);
        return new Content(mediaType, body, entityTag, lastModified, more);
    }

    private static String entityTag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
