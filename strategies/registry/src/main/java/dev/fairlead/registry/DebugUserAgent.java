package dev.fairlead.registry;

import dev.fairlead.spi.Metrics.Counter;
import dev.fairlead.spi.RouteRequest;
import dev.fairlead.spi.StrategyContext;

import java.time.InstantSource;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The user agents by which an operator tries a route: {@code debugregistry/<region>}, {@code
 * debugregistry/local}, {@code debugregistry/cloudfront}. Anybody can send them, so they are off
 * unless a mount turns them on for everybody, or for those with a {@link DebugToken} behind them.
 */
final class DebugUserAgent {
    private static final String PREFIX = "debugregistry/";

    private static final String TOKEN = " token/";

    private final boolean open;
    private final Optional<DebugToken> tokens;
    private final InstantSource clock;
    private final SortedSet<String> regions;
    private final Counter taken;
    private final Counter refused;

    private DebugUserAgent(
            RegistrySettings settings,
            InstantSource clock,
            SortedSet<String> regions,
            Counter taken,
            Counter refused) {
        this.open = settings.debugUserAgent();
        this.tokens = settings.debugTokens();
        this.clock = clock;
        this.regions = regions;
        this.taken = taken;
        this.refused = refused;
    }

    /** What a user agent asks for. */
    sealed interface Wish {
        Wish NONE = new None();

        record None() implements Wish {}

        /**
         * A region that nobody knows, or no right to ask: the request is treated like any other.
         */
        record Unheard() implements Wish {}

        record Cdn() implements Wish {}

        /** The canonical bucket, wherever the client is. */
        record Local() implements Wish {}

        record Region(String region) implements Wish {}
    }

    static DebugUserAgent create(RegistrySettings settings, StrategyContext context) {
        return new DebugUserAgent(
                settings,
                context.clock(),
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

    /** What a client sends that has a token for this route. */
    static String signed(String name, String token) {
        return PREFIX + name + TOKEN + token;
    }

    Wish of(RouteRequest request) {
        if (!open && tokens.isEmpty()) {
            return Wish.NONE;
        }
        String agent = request.fields().first("user-agent").orElse("");
        return agent.startsWith(PREFIX)
                ? wished(agent.substring(PREFIX.length()), request)
                : Wish.NONE;
    }

    private Wish wished(String text, RouteRequest request) {
        int end = text.indexOf(TOKEN);
        if (end < 0) {
            return open ? named(text) : new Wish.Unheard();
        }
        String name = text.substring(0, end);
        String token = text.substring(end + TOKEN.length());
        String path = request.path().raw();
        return tokens.filter(secret -> secret.allows(token, path, name, clock.instant()))
                        .isPresent()
                ? named(name)
                : new Wish.Unheard();
    }

    /** Counts a wish once its request is decided. */
    void count(Wish wish) {
        if (wish instanceof Wish.Unheard) {
            refused.increment();
        } else if (!(wish instanceof Wish.None)) {
            taken.increment();
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
