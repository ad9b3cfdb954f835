package dev.fairlead.testbed;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hexadecimal digits, and the digest that is always written in them. */
final class Hex {
    private static final HexFormat LOWER = HexFormat.of();
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();

    private Hex() {}

    static String lower(byte[] bytes) {
        return LOWER.formatHex(bytes);
    }

    static String upper(byte value) {
        return UPPER.toHexDigits(value);
    }

    static String sha256(byte[] bytes) {
        try {
            return lower(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new TestbedException("every JDK has SHA-256", e);
        }
    }
}
