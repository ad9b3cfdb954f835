package dev.fairlead.app.aws;

import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding as S3 signs it: upper-case hex, everything but {@code A-Z a-z 0-9 - . _ ~}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">
 *     UriEncode</a>
 */
final class UriEncoding {
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final boolean[] BARE = bare();

    private UriEncoding() {}

    /** Encodes a key: its slashes stay. */
    static void putKey(Bytes to, String key) {
        put(to, key, true);
    }

    /** Encodes a value of the query: a slash is encoded too. */
    static void putValue(Bytes to, String value) {
        put(to, value, false);
    }

    private static void put(Bytes to, String text, boolean slashStays) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 0 && (BARE[b] || (slashStays && b == '/'))) {
                to.put(b);
            } else {
                to.put((byte) '%').put(HEX[(b >> 4) & 0xf]).put(HEX[b & 0xf]);
            }
        }
    }

    private static boolean[] bare() {
        boolean[] bare = new boolean[128];
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
                .chars()
                .forEach(c -> bare[c] = true);
        return bare;
    }
}
