package dev.fairlead.rpm.upload;

import dev.fairlead.spi.BucketObjects.Stored;
import dev.fairlead.spi.HeaderFields;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * By what a source lets know that a file has changed, which is kept with the object.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.8">RFC 9110 section 8.8</a>
 */
record Validators(OptionalLong length, Optional<String> entityTag, Optional<String> lastModified) {
    private static final String DIGEST = "sha256";
    private static final String ORIGIN = "origin";
    private static final String ENTITY_TAG = "origin-etag";
    private static final String LAST_MODIFIED = "origin-last-modified";

    /** S3 keeps 2 KiB of metadata in all. */
    private static final int MAX_VALUE = 1024;

    static Validators of(HeaderFields fields) {
        return new Validators(
                length(fields), value(fields, "ETag"), value(fields, "Last-Modified"));
    }

    private static OptionalLong length(HeaderFields fields) {
        Optional<String> digits =
                fields.first("Content-Length").filter(text -> text.matches("\\d{1,18}"));
        return digits.stream().mapToLong(Long::parseLong).findAny();
    }

    private static Optional<String> value(HeaderFields fields, String name) {
        return fields.first(name).filter(Validators::fits);
    }

    private static boolean fits(String text) {
        return text.length() <= MAX_VALUE / 4 && text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    /**
     * Whether the object is what the source has. One that somebody else stored is judged by its
     * length; one of ours without a digest was left unfinished.
     */
    boolean hold(Stored object) {
        Map<String, String> metadata = object.metadata();
        return (length.isEmpty() || length.getAsLong() == object.lengthBytes())
                && same(entityTag, metadata, ENTITY_TAG)
                && same(lastModified, metadata, LAST_MODIFIED)
                && metadata.containsKey(DIGEST) == metadata.containsKey(ORIGIN);
    }

    private static boolean same(Optional<String> now, Map<String, String> then, String name) {
        return now.isEmpty() || now.get().equals(then.getOrDefault(name, now.get()));
    }

    /** What is known before the first byte. */
    Map<String, String> metadata(String origin, Instant now) {
        Map<String, String> metadata = new HashMap<>();
        metadata.put(
                ORIGIN, origin.length() <= MAX_VALUE ? origin : origin.substring(0, MAX_VALUE));
        metadata.put("fetched", now.toString());
        entityTag.ifPresent(value -> metadata.put(ENTITY_TAG, value));
        lastModified.ifPresent(value -> metadata.put(LAST_MODIFIED, value));
        return metadata;
    }

    /** What is known after the last one. */
    static Map<String, String> digest(String sha256) {
        return Map.of(DIGEST, sha256);
    }
}
