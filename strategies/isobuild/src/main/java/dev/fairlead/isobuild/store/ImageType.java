package dev.fairlead.isobuild.store;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of images that clients ask for. */
public enum ImageType {
    FULL("full-iso"),
    /** Derived of a full one. */
    MINIMAL("minimal-iso"),
    DISCONNECTED("disconnected-iso");

    /** What an entry of the configuration can be. */
    static final List<String> FETCHED = List.of(FULL.token, DISCONNECTED.token);

    private final String token;

    ImageType(String token) {
        this.token = token;
    }

    public String token() {
        return token;
    }

    public static Optional<ImageType> of(String token) {
        return Arrays.stream(values()).filter(type -> type.token.equals(token)).findFirst();
    }

    /** The type of the entry that serves this one. */
    ImageType fetched() {
        return this == MINIMAL ? FULL : this;
    }
}
