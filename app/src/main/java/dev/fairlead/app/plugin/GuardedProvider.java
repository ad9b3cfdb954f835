package dev.fairlead.app.plugin;

import dev.fairlead.spi.ConfigurationException;
import dev.fairlead.spi.RouteStrategy;
import dev.fairlead.spi.RouteStrategyProvider;
import dev.fairlead.spi.StrategyContext;

import java.util.Map;

/** A plugin's provider, which may fail and hang without harm to others. */
record GuardedProvider(String name, String type, RouteStrategyProvider provider, Guard guard)
        implements RouteStrategyProvider {

    @Override
    public RouteStrategy create(StrategyContext context) {
        try {
            return guard.call("create of '" + type + "'", () -> provider.create(context));
        } catch (PluginException e) {
            throw new ConfigurationException(
                    name, "its strategy '" + type + "' can't be made: " + e.reason());
        }
    }

    @Override
    public Map<String, Object> example() {
        return provider.example();
    }
}
