package dev.fairlead.spi;

/** Makes strategies of one type; named in {@code META-INF/services}, with a public constructor. */
public interface RouteStrategyProvider {

    /** The name that a mount's {@code strategy:} key gives, kebab-case and never changing. */
    String type();

    /**
     * Makes the strategy of one mount; called once per mount at start-up.
     *
     * @throws ConfigurationException when a setting is missing or wrong; it stops the start-up
     */
    RouteStrategy create(StrategyContext context);
}
