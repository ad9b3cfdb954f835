package dev.fairlead.rhcos;

import dev.fairlead.spi.ObjectKey;

import java.util.Optional;

/** Keys of objects, as paths name them. */
final class Keys {

    private Keys() {}

    /** The key behind a path's slash, unless no object can have it. */
    static Optional<ObjectKey> of(String path) {
        try {
            return Optional.of(new ObjectKey(path.substring(1)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
