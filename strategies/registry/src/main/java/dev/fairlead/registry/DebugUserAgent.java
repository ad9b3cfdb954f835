package dev.fairlead.registry;

import dev.fairlead.spi.Metrics.Counter;
import dev.fairlead.spi.RouteRequest;
import dev.fairlead.spi.StrategyContext;

import java.util.SortedSet;

/**
 * The user agents by which an operator tries a route: {@code debugregistry/<region>}, {@code
 * debugregistry/local}, {@code debugregistry/cloudfront}. Anybody can send them, so they are off
 * unless a mount turns them on.
 */
final class DebugUserAgent {
    private static final String PREFIX = "debugregistry/";

    private final boolean enabled;
    private final SortedSet<String> regions;
    private final Counter taken;
    private final Counter refused;

    private DebugUserAgent(
            boolean enabled, SortedSet<String> regions, Counter taken, Counter refused) {
        this.enabled = enabled;
        this.regions = regions;
        this.taken = taken;
        this.refused = refused;
    }

    /** What a user agent asks for. */
    sealed interface Wish {
        Wish NONE = new None();

        record None() implements Wish {}

        /** A region that nobody knows: the request is treated like any other. */
        record Unheard() implements Wish {}

        record Cdn() implements Wish {}

        /** The canonical bucket, wherever the client is. */
        record Local() implements Wish {}

        record Region(String region) implements Wish {}
    }

    static DebugUserAgent create(boolean enabled, StrategyContext context) {
        return new DebugUserAgent(
                enabled,
                context.regions().awsRegions(),
                counter(context, "taken"),
                counter(context, "refused"));
    }

    private static Counter counter(StrategyContext context, String result) {
        return context.metrics()
                .counter(
                        "fairlead.registry.debug.user.agent",
                        "Requests whose user agent asked for a route",
                        "mount",
                        context.mount(),
                        "result",
                        result);
    }

    Wish of(RouteRequest request) {
        if (!enabled) {
            return Wish.NONE;
        }
        String agent = request.fields().first("user-agent").orElse("");
        return agent.startsWith(PREFIX) ? named(agent.substring(PREFIX.length())) : Wish.NONE;
    }

    /** Counts a wish once its request is decided. */
    void count(Wish wish) {
        switch (wish) {
            case Wish.None() -> {}
            case Wish.Unheard() -> refused.increment();
            default -> taken.increment();
        }
    }

    private Wish named(String name) {
        return switch (name) {
            case "cloudfront" -> new Wish.Cdn();
            case "local" -> new Wish.Local();
            default -> regions.contains(name) ? new Wish.Region(name) : new Wish.Unheard();
        };
    }
}
