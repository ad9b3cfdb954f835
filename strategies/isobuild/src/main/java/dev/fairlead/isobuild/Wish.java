package dev.fairlead.isobuild;

import dev.fairlead.isobuild.assisted.Credentials;
import dev.fairlead.isobuild.assisted.ImageId;
import dev.fairlead.isobuild.image.LiveImage;
import dev.fairlead.isobuild.store.ImageType;
import dev.fairlead.spi.Body;

import java.util.Optional;

/**
 * An image that somebody wants.
 *
 * @param image what is customised: one that was opened anew is another one
 * @param identity of the base image
 * @param iso which kind of ISO; empty: the initrd for booting over the network
 * @param nmstate what goes with a network configuration in an initrd
 */
record Wish(
        ImageId id,
        LiveImage image,
        String identity,
        Optional<ImageType> iso,
        Optional<Body> nmstate,
        Credentials credentials) {

    Key key() {
        return new Key(id, image, iso, credentials.fingerprint());
    }

    /** Two wishes for the same bytes. */
    record Key(ImageId id, LiveImage image, Optional<ImageType> iso, String fingerprint) {}
}
