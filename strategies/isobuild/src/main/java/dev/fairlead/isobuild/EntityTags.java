package dev.fairlead.isobuild;

import dev.fairlead.spi.Body;
import dev.fairlead.spi.Body.Bytes;
import dev.fairlead.spi.Body.FileRange;
import dev.fairlead.spi.Body.Segment;
import dev.fairlead.spi.Body.Zeros;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Strong validators: of what is in memory the bytes, of a file its name and the range, and of all
 * the files what the base image is known by.
 *
 * @param baseUrl minimal ISOs hold it, so those of another one are others
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.8.1">RFC 9110: strong
 *     validators</a>
 */
record EntityTags(String baseUrl) {

    /**
     * The tag of what is made of a base image, in its quotes: the same on every replica that has
     * this one.
     */
    String of(String identity, Body body) {
        MessageDigest digest = sha256();
        add(digest, identity + " " + baseUrl);
        for (Segment segment : body.segments()) {
            switch (segment) {
                case FileRange(var file, long offset, long length) ->
                        add(digest, "file " + file.getFileName() + " " + offset + " " + length);
                case Zeros(long length) -> add(digest, "zeros " + length);
                case Bytes bytes -> {
                    add(digest, "bytes " + bytes.length());
                    digest.update(bytes.bytes().duplicate());
                }
            }
        }
        return '"' + HexFormat.of().formatHex(digest.digest(), 0, 16) + '"';
    }

    private static void add(MessageDigest digest, String line) {
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
