package dev.fairlead.app.access;

import java.util.Arrays;
import java.util.Optional;

/** What a signature is made over, as {@code Hash-Algorithm} names it. */
public enum Hash {
    SHA1,
    SHA256;

    /** CloudFront's default where the parameter is missing. */
    public static final Hash DEFAULT = SHA1;

    static Optional<Hash> named(String name) {
        return Arrays.stream(values()).filter(hash -> hash.name().equals(name)).findFirst();
    }
}
