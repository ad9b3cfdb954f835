package dev.fairlead.isobuild.assisted;

import dev.fairlead.isobuild.store.ImageType;

import java.util.Optional;

/** Knows what the image of an id shall hold. */
@FunctionalInterface
public interface Customisations {

    /**
     * May block.
     *
     * @param iso which kind of ISO; empty: what a client boots over the network
     * @throws UnobtainableException when it can't be had now, or not with these credentials
     */
    Discovery discover(ImageId id, Optional<ImageType> iso, Credentials credentials)
            throws UnobtainableException;

    /** Whether there may still be one of that id; never blocks. */
    default boolean knows(ImageId id) {
        return true;
    }
}
