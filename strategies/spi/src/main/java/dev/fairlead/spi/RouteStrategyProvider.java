package dev.fairlead.spi;

import java.util.Map;

/** Makes strategies of one type; named in {@code META-INF/services}, with a public constructor. */
public interface RouteStrategyProvider {

    /** The name that a mount's {@code strategy:} key gives, kebab-case and never changing. */
    String type();

    /**
     * Whether its mounts have a source of truth that clients in doubt are passed through to. Where
     * what they serve is made here alone there is none, and no {@code pass-through:} either.
     */
    default boolean hasSourceOfTruth() {
        return true;
    }

    /**
     * Makes the strategy of one mount; called once per mount at start-up.
     *
     * @throws ConfigurationException when a setting is missing or wrong; it stops the start-up
     */
    RouteStrategy create(StrategyContext context);

    /**
     * Settings that are right and name every list and map there is, by which {@code fairlead
     * plugins} finds out what else a strategy reads: it makes one of them that asks nobody.
     */
    default Map<String, Object> example() {
        return Map.of();
    }

    /**
     * Mounts by their names, as {@code fairlead.mounts} would have them, for a program that is
     * started without a configuration in the place of another one, with that one's environment.
     *
     * @throws ConfigurationException when a variable is missing or wrong; it names the variable
     * @return nothing where nothing of the other program's is set
     */
    default Map<String, Map<String, Object>> dropIn(Map<String, String> environment) {
        return Map.of();
    }
}
