package dev.fairlead.spi;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The name of an object in a bucket, not percent-encoded; what S3 clients read in different ways
 * (empty and dot segments) is refused.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">S3: object
 *     keys</a>
 */
public record ObjectKey(String value) {
    private static final int MAX_BYTES = 1024;

    /**
     * @throws IllegalArgumentException when no object may have this key
     */
    public ObjectKey {
        if (value.length() > MAX_BYTES / 4
                && value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("a key has at most 1024 bytes");
        }
        int start = 0;
        for (int i = 0; i <= value.length(); i++) {
            if (i == value.length() || value.charAt(i) == '/') {
                checkSegment(value, start, i);
                start = i + 1;
            } else if (value.charAt(i) < 0x20
                    || value.charAt(i) == 0x7f
                    || value.charAt(i) == '\\') {
                throw new IllegalArgumentException("a key has no control character or backslash");
            }
        }
    }

    /** The key of this name; empty: no object may have it. */
    public static Optional<ObjectKey> of(String name) {
        try {
            return Optional.of(new ObjectKey(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void checkSegment(String value, int start, int end) {
        boolean dots =
                value.startsWith(".", start)
                        && (end == start + 1
                                || (end == start + 2 && value.charAt(start + 1) == '.'));
        if (start == end || dots) {
            throw new IllegalArgumentException(
                    "a key has no empty, '.' or '..' segment between its slashes");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
