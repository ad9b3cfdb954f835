package dev.fairlead.isobuild.store;

import dev.fairlead.isobuild.image.LiveImage;
import dev.fairlead.spi.Body;

import java.time.Instant;
import java.util.Optional;

/**
 * A base image that can be served, and what there is of its derivatives.
 *
 * @param modified when its file came
 */
public record BaseImage(
        LiveImage full,
        Derived<LiveImage> minimalIso,
        Derived<Body> nmstateArchive,
        Instant modified) {

    public Optional<LiveImage> minimal() {
        return minimalIso.get();
    }

    /** The archive with nmstatectl that goes behind an initrd. */
    public Optional<Body> nmstate() {
        return nmstateArchive.get();
    }

    BaseImage withMinimal(Derived<LiveImage> minimal) {
        return new BaseImage(full, minimal, nmstateArchive, modified);
    }

    BaseImage withNmstate(Derived<Body> nmstate) {
        return new BaseImage(full, minimalIso, nmstate, modified);
    }
}
