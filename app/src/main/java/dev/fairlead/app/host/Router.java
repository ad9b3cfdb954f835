package dev.fairlead.app.host;

import dev.fairlead.app.access.Verdict.Refused;
import dev.fairlead.spi.ClientRegion;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.PassThrough;
import dev.fairlead.spi.RouteDecision.Reason;
import dev.fairlead.spi.RouteDecision.Reject;
import dev.fairlead.spi.RouteRequest;
import dev.fairlead.spi.RouteStrategy;
import dev.fairlead.spi.Trace;
import dev.fairlead.spi.Trace.Noted;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * From a request to a decision, the same behind every front door. Whatever fails in a strategy, the
 * client is passed through to the source of truth.
 */
public final class Router {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final Catalogue catalogue;
    private final DecisionMeters meters;
    private final NetworkBudget budget;

    Router(Catalogue catalogue, DecisionMeters meters, NetworkBudget budget) {
        this.catalogue = catalogue;
        this.meters = meters;
        this.budget = budget;
    }

    /**
     * The mount of a request, which judges who asks before anything else is looked at; empty: there
     * is none, which is a 404.
     */
    public Optional<Routed> route(RouteRequest request) {
        Optional<Catalogue.Hit> hit = catalogue.find(request);
        if (hit.isEmpty()) {
            meters.unrouted();
            return Optional.empty();
        }
        return Optional.of(Routed.of(hit.get().mount(), request, hit.get().path()));
    }

    /** Decides without blocking, or not at all. */
    public Optional<RouteDecision> decideAtOnce(Routed routed) {
        Optional<RouteDecision> decision =
                fromMemory(routed)
                        .filter(made -> !(made instanceof PassThrough && routed.isSignedAnew()));
        decision.ifPresent(made -> meters.count(routed.mount(), made));
        return decision;
    }

    /** Decides; may block, and what has to be asked is rationed per client network. */
    public RouteDecision decide(Routed routed) {
        RouteDecision decision =
                fromMemory(routed)
                        .orElseGet(() ->
                                budget.spend(routed.request().client())
                                        ? ask(routed, RouteStrategy::decide)
                                        : passThrough(routed, "network-budget"));
        meters.count(routed.mount(), decision);
        return decision;
    }

    /** Decides for somebody who only wants to know: it is neither counted nor rationed. */
    RouteDecision explain(Routed routed) {
        return withoutStrategy(routed).orElseGet(() -> ask(routed, RouteStrategy::explain));
    }

    private static Optional<RouteDecision> fromMemory(Routed routed) {
        return withoutStrategy(routed)
                .or(() -> guarded(routed, () -> strategy(routed).decideAtOnce(routed.request())));
    }

    private static RouteDecision ask(
            Routed routed, BiFunction<RouteStrategy, RouteRequest, RouteDecision> how) {
        return guarded(routed, () -> Optional.of(how.apply(strategy(routed), routed.request())))
                .orElseThrow();
    }

    private static RouteStrategy strategy(Routed routed) {
        return routed.mount().strategy();
    }

    /** What the mount's gate and the operator have decided beforehand. */
    private static Optional<RouteDecision> withoutStrategy(Routed routed) {
        Mount mount = routed.mount();
        if (routed.verdict().isPresent()
                && routed.verdict().get() instanceof Refused(String reason)) {
            return Optional.of(forbidden("access-refused", reason));
        }
        Optional<RouteDecision> refused = refused(routed);
        if (refused.isPresent()) {
            return refused;
        }
        if (mount.isBypassed()) {
            return Optional.of(passThrough(routed, "bypass"));
        }
        return mount.alwaysPassesThrough(routed.request().client())
                ? Optional.of(passThrough(routed, "client-excluded"))
                : Optional.empty();
    }

    /** Where it can't be told who may have something, nobody may. */
    private static Optional<RouteDecision> refused(Routed routed) {
        try {
            return strategy(routed).refuse(routed.request()).map(reject -> reject);
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            LOG.error("mount {}: its strategy failed to judge a client", routed.mount().name(), e);
            return Optional.of(forbidden("strategy-failed", "it could not judge the client"));
        }
    }

    /** The note is for the operator: a client could try out keys with it. */
    private static RouteDecision forbidden(String reason, String note) {
        return new Reject(
                Reason.FORBIDDEN,
                "forbidden",
                Optional.empty(),
                Map.of("Cache-Control", "no-store"),
                new Trace(reason, ClientRegion.UNKNOWN, List.of(new Noted(note))));
    }

    private static PassThrough passThrough(Routed routed, String reason) {
        return new PassThrough(routed.request().path(), Trace.of(reason));
    }

    private static Optional<RouteDecision> guarded(
            Routed routed, Supplier<Optional<RouteDecision>> strategy) {
        try {
            return strategy.get();
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            LOG.error(
                    "mount {}: its strategy failed on {}; the client is passed through",
                    routed.mount().name(),
                    routed.request().path(),
                    e);
            return Optional.of(passThrough(routed, "strategy-failed"));
        }
    }
}
