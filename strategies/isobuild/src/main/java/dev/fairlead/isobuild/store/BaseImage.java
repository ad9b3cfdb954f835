package dev.fairlead.isobuild.store;

import dev.fairlead.isobuild.image.LiveImage;
import dev.fairlead.spi.Body;

import java.time.Instant;
import java.util.Optional;

/**
 * A base image that can be served, and what there is of its derivatives.
 *
 * @param modified when its file came
 * @param sha256 of its file, once that is known
 */
public record BaseImage(
        LiveImage full,
        Derived<LiveImage> minimalIso,
        Derived<Body> nmstateArchive,
        Instant modified,
        Optional<String> sha256) {

    /** What all that is made of it depends on; the same on every replica that has read it. */
    public String identity() {
        return Derivation.FORMAT + ' ' + sha256.orElseGet(() -> full.length() + " " + modified);
    }

    public Optional<LiveImage> minimal() {
        return minimalIso.get();
    }

    /** The archive with nmstatectl that goes behind an initrd. */
    public Optional<Body> nmstate() {
        return nmstateArchive.get();
    }

    BaseImage withMinimal(Derived<LiveImage> minimal) {
        return new BaseImage(full, minimal, nmstateArchive, modified, sha256);
    }

    BaseImage withNmstate(Derived<Body> nmstate) {
        return new BaseImage(full, minimalIso, nmstate, modified, sha256);
    }

    BaseImage withSha256(String known) {
        return new BaseImage(full, minimalIso, nmstateArchive, modified, Optional.of(known));
    }
}
