package dev.fairlead.rpm;

import dev.fairlead.spi.ObjectKey;

import java.util.Optional;

/** Keys that may not be ones. */
final class Keys {
    private Keys() {}

    /** Empty: no object can have this name, since it is too long or has an empty segment. */
    static Optional<ObjectKey> of(String name) {
        try {
            return Optional.of(new ObjectKey(name));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
