package dev.fairlead.spi;

import java.util.function.DoubleSupplier;

/** Meters of a strategy's own; the host counts decisions by mount, outcome and reason itself. */
public interface Metrics {

    /**
     * The counter of this name and these tags; made at start-up, kept by the strategy.
     *
     * @param name dotted lower case, such as {@code fairlead.registry.debug.overrides}
     * @param tags keys and values in turn; values from a small fixed set
     */
    Counter counter(String name, String description, String... tags);

    /**
     * A number that goes up and down, asked for whenever somebody looks; the first of a name and
     * tags counts, so that a mount's own number carries the mount's name.
     */
    void gauge(String name, String description, DoubleSupplier value, String... tags);

    /** A number that only grows. */
    @FunctionalInterface
    interface Counter {
        void add(long amount);

        default void increment() {
            add(1);
        }
    }
}
