package dev.fairlead.isobuild;

import dev.fairlead.isobuild.Asked.Base;
import dev.fairlead.isobuild.Composition.Failed;
import dev.fairlead.isobuild.image.LiveImage;
import dev.fairlead.isobuild.store.BaseImage;
import dev.fairlead.isobuild.store.Derived;
import dev.fairlead.isobuild.store.ImageState;
import dev.fairlead.isobuild.store.ImageState.Downloading;
import dev.fairlead.isobuild.store.ImageState.Pending;
import dev.fairlead.isobuild.store.ImageState.Ready;
import dev.fairlead.isobuild.store.ImageType;
import dev.fairlead.spi.Body;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** The base images as clients ask for them: each one is there or not, whatever the others are. */
record Shelf(Images images, InstantSource clock) {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LATE = Duration.ofHours(1);

    sealed interface Place {}

    /**
     * A base image.
     *
     * @param image the ISO of the type that was asked for
     * @param identity what of it makes its bytes what they are
     */
    record Found(LiveImage image, Optional<Body> nmstate, Instant modified, String identity)
            implements Place {}

    /** Nothing that was configured. */
    record Unknown(String why) implements Place {}

    /** Configured, but not to be had now. */
    record NotThere(Failed failed) implements Place {}

    Place find(Base base) {
        Optional<ImageState> state = images.find(base.version(), base.arch(), base.type());
        if (state.isEmpty()) {
            return new Unknown("there is no " + base);
        }
        return switch (state.get()) {
            case Ready(BaseImage image) -> found(base, image);
            case Pending _ -> later("image-pending", base + " waits to be loaded", SOON);
            case Downloading(var percent) ->
                    later(
                            "image-downloading",
                            base
                                    + " is being loaded"
                                    + (percent.isPresent() ? ": " + percent.getAsInt() + " %" : ""),
                            SOON);
            case ImageState.Failed(String why, Instant nextTry) ->
                    later("image-failed", base + " could not be loaded: " + why, until(nextTry));
        };
    }

    private Place found(Base base, BaseImage image) {
        if (base.type() != ImageType.MINIMAL) {
            return found(image.full(), image);
        }
        return switch (image.minimalIso()) {
            case Derived.Made<LiveImage>(LiveImage minimal) -> found(minimal, image);
            case Derived.Making<LiveImage> _ ->
                    later("minimal-making", base + " is being made", SOON);
            case Derived.Failed<LiveImage>(String why, Instant nextTry) ->
                    later("minimal-failed", base + " could not be made: " + why, until(nextTry));
            case Derived.None<LiveImage>(String why) ->
                    new Unknown("there is no " + base + ": " + why);
        };
    }

    private static Found found(LiveImage iso, BaseImage image) {
        return new Found(iso, image.nmstate(), image.modified(), image.identity());
    }

    private Duration until(Instant nextTry) {
        Duration time = Duration.between(clock.instant(), nextTry);
        return time.compareTo(LATE) > 0 ? LATE : time.isPositive() ? time : SOON;
    }

    private static Place later(String reason, String why, Duration wait) {
        String seconds = String.valueOf(Math.max(1, wait.toSeconds()));
        return new NotThere(new Failed(503, reason, why, Map.of("Retry-After", seconds)));
    }
}
