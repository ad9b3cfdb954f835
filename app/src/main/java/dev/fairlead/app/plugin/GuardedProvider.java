package dev.fairlead.app.plugin;

import dev.fairlead.spi.ConfigurationException;
import dev.fairlead.spi.RouteStrategy;
import dev.fairlead.spi.RouteStrategyProvider;
import dev.fairlead.spi.StrategyContext;

import java.util.Map;
import java.util.concurrent.Callable;

/** A plugin's provider, which may fail and hang without harm to others. */
record GuardedProvider(
        String name,
        String type,
        boolean hasSourceOfTruth,
        RouteStrategyProvider provider,
        Guard guard)
        implements RouteStrategyProvider {

    @Override
    public RouteStrategy create(StrategyContext context) {
        return call("create", "can't be made", () -> provider.create(context));
    }

    @Override
    public Map<String, Object> example() {
        return call("example", "has no example", provider::example);
    }

    private <T> T call(String method, String consequence, Callable<T> work) {
        try {
            return guard.call(method + " of '" + type + "'", work);
        } catch (PluginException e) {
            throw new ConfigurationException(
                    name, "its strategy '" + type + "' " + consequence + ": " + e.reason());
        }
    }
}
