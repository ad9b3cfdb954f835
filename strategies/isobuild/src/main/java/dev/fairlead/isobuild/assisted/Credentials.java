package dev.fairlead.isobuild.assisted;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a client proves its right with. It goes on unchanged, and nobody here judges it.
 *
 * @param value empty only with {@link Kind#NONE}
 */
public record Credentials(Kind kind, String value) {
    public static final Credentials NONE = new Credentials(Kind.NONE, "");

    /** How they go on. */
    public enum Kind {
        NONE,
        /** The query parameter {@code api_key}. */
        API_KEY,
        /** The field {@code Image-Token}. */
        IMAGE_TOKEN,
        /** The field {@code Authorization}. */
        AUTHORIZATION
    }

    /** Whether they can stand in a field as they are. */
    public boolean isSendable() {
        return value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    /** Tells them apart without holding them. */
    public String fingerprint() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest((kind + " " + value).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** They are secrets. */
    @Override
    public String toString() {
        return kind.name();
    }
}
