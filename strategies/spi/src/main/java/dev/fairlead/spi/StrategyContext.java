package dev.fairlead.spi;

import java.net.URI;
import java.time.InstantSource;

/** What the host gives a strategy at start-up; everything in it is thread-safe. */
public interface StrategyContext extends Ports {

    /** The mount's name in the configuration. */
    String mount();

    /** The mount's {@code settings:}; a key that is left unread stops the start-up. */
    Settings settings();

    /**
     * The base URL of the mount's source of truth, where clients are passed through to.
     *
     * @throws IllegalStateException when the strategy has none
     */
    URI passThrough();

    RegionResolver regions();

    /** Where to leave work for later. */
    Background background();

    Prices prices();

    Metrics metrics();

    Secrets secrets();

    /** What time it is; a strategy asks no other clock. */
    InstantSource clock();
}
