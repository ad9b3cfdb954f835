package dev.fairlead.rhcos.area;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Who there is, by name, with the SHA-256 of each password. */
final class Accounts {
    private static final byte[] NOBODY = new byte[32];
    private static final String HASHED = "{SHA256}";

    private final Map<String, byte[]> digests;

    Accounts(Map<String, byte[]> digests) {
        this.digests = Map.copyOf(digests);
    }

    /** Takes as long for a user that doesn't exist as for a wrong password. */
    boolean hold(Credentials given) {
        byte[] known = digests.getOrDefault(given.user(), NOBODY);
        return MessageDigest.isEqual(known, sha256(given.password()));
    }

    /**
     * The digest of a password, or the one that stands for it.
     *
     * @throws IllegalArgumentException when there is no password; the message doesn't repeat it
     */
    static byte[] digest(String password) {
        if (password.isEmpty()) {
            throw new IllegalArgumentException("has no password");
        }
        if (!password.startsWith(HASHED)) {
            return sha256(password);
        }
        String hex = password.substring(HASHED.length());
        if (!hex.matches("[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException("has no 64 hex digits behind " + HASHED);
        }
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
