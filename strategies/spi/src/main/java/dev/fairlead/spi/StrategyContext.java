package dev.fairlead.spi;

/** What the host gives a strategy at start-up; everything in it is thread-safe. */
public interface StrategyContext {

    /** The mount's name in the configuration. */
    String mount();

    /** The mount's {@code settings:}; a key that is left unread stops the start-up. */
    Settings settings();

    RegionResolver regions();

    ObjectStores objectStores();

    Prices prices();

    Metrics metrics();
}
