package dev.fairlead.spi;

import java.nio.charset.StandardCharsets;

/**
 * The name of an object in a bucket, not percent-encoded; what S3 clients read in different ways
 * (empty and dot segments) is refused.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">S3: object
 *     keys</a>
 */
public record ObjectKey(String value) {
    private static final int MAX_BYTES = 1024;

    /**
     * @throws IllegalArgumentException when no object may have this key
     */
    public ObjectKey {
        if (value.isEmpty() || value.startsWith("/") || value.endsWith("/")) {
            throw new IllegalArgumentException("a key neither begins nor ends with a slash");
        }
        if (hasOddSegment(value)) {
            throw new IllegalArgumentException("a key has no empty, '.' or '..' segment");
        }
        if (value.length() > MAX_BYTES / 4
                && value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("a key has at most 1024 bytes");
        }
        if (value.chars().anyMatch(c -> c < 0x20 || c == 0x7f || c == '\\')) {
            throw new IllegalArgumentException("a key has no control character or backslash");
        }
    }

    private static boolean hasOddSegment(String value) {
        return value.contains("//")
                || value.startsWith("./")
                || value.startsWith("../")
                || value.contains("/./")
                || value.contains("/../")
                || value.endsWith("/.")
                || value.endsWith("/..")
                || value.equals(".")
                || value.equals("..");
    }

    @Override
    public String toString() {
        return value;
    }
}
