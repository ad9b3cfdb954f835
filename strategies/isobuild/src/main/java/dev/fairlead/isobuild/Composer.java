package dev.fairlead.isobuild;

import dev.fairlead.isobuild.Composition.Composed;
import dev.fairlead.isobuild.Composition.Failed;
import dev.fairlead.isobuild.assisted.Customisations;
import dev.fairlead.isobuild.assisted.Discovery;
import dev.fairlead.isobuild.assisted.UnobtainableException;
import dev.fairlead.isobuild.image.Customisation;
import dev.fairlead.isobuild.image.CustomisationException;
import dev.fairlead.spi.Body;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Makes images out of base images and what they shall hold. */
record Composer(Customisations customisations, EntityTags tags, InstantSource clock) {

    /**
     * Makes one; may block.
     *
     * @param former what the same wish came to before
     */
    Composition compose(Wish wish, Optional<Composed> former) {
        try {
            Discovery discovery =
                    customisations.discover(wish.id(), wish.iso(), wish.credentials());
            return composed(wish, discovery, former);
        } catch (UnobtainableException e) {
            return new Failed(e.status(), e.reason(), String.valueOf(e.getMessage()), e.fields());
        } catch (CustomisationException e) {
            return new Failed(
                    status(wish, e.kind()),
                    "customisation",
                    String.valueOf(e.getMessage()),
                    Map.of());
        }
    }

    /** Nothing that a client wishes for makes a base image lack what machines boot. */
    private static int status(Wish wish, CustomisationException.Kind kind) {
        return switch (kind) {
            case TOO_LARGE -> 413;
            case INVALID -> 400;
            case UNSUPPORTED -> wish.iso().isPresent() ? 400 : 500;
        };
    }

    private Composition composed(Wish wish, Discovery discovery, Optional<Composed> former)
            throws CustomisationException {
        Customisation content = discovery.customisation();
        if (!content.arguments().isEmpty() && !wish.image().takesKernelArguments()) {
            return new Failed(
                    400,
                    "kernel-arguments",
                    "kargs cannot be modified in this ISO: it has no area for them",
                    Map.of());
        }
        Body body =
                wish.iso().isPresent()
                        ? wish.image().iso(content)
                        : wish.image()
                                .initrd(
                                        content,
                                        content.ramdisk().isPresent()
                                                ? wish.nmstate()
                                                : Optional.empty());
        String tag = tags.of(wish.identity(), body);
        return new Composed(body, tag, lastModified(tag, discovery, former));
    }

    /**
     * Other bytes have a later time, whatever assisted-service says: it dates the ignition alone.
     * The same bytes keep theirs.
     */
    private Instant lastModified(String tag, Discovery discovery, Optional<Composed> former) {
        if (former.isPresent() && former.get().entityTag().equals(tag)) {
            return former.get().lastModified();
        }
        return discovery
                .lastModified()
                .filter(date -> former.isEmpty() || date.isAfter(former.get().lastModified()))
                .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }
}
