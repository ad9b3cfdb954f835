package dev.fairlead.isobuild.store;

import java.time.Instant;
import java.util.OptionalInt;

/** How far an image is. */
public sealed interface ImageState {

    /** Not begun: it waits for its turn, or for somebody to ask for it. */
    record Pending() implements ImageState {}

    /**
     * On its way.
     *
     * @param percent of its bytes; unknown where the source doesn't say how many there are
     */
    record Downloading(OptionalInt percent) implements ImageState {}

    /** Can be served. */
    record Ready(BaseImage image) implements ImageState {}

    /** Could not be had; it is tried again then, or when it is next asked for after that. */
    record Failed(String why, Instant nextTry) implements ImageState {}

    /** One word, for metrics and people. */
    default String token() {
        return switch (this) {
            case Pending _ -> "pending";
            case Downloading _ -> "downloading";
            case Ready _ -> "ready";
            case Failed _ -> "failed";
        };
    }
}
