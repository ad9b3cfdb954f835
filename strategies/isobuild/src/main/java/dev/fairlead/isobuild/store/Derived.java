package dev.fairlead.isobuild.store;

import java.time.Instant;
import java.util.Optional;

/** What is made of a base image, once. */
public sealed interface Derived<T> {

    /** There. */
    record Made<T>(T value) implements Derived<T> {}

    /** On its way. */
    record Making<T>() implements Derived<T> {}

    /** Could not be made; it is tried again then. */
    record Failed<T>(String why, Instant nextTry) implements Derived<T> {}

    /** There is none of such an image. */
    record None<T>(String why) implements Derived<T> {}

    default Optional<T> get() {
        return this instanceof Made<T>(T made) ? Optional.of(made) : Optional.empty();
    }
}
