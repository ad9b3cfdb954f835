package dev.fairlead.app.host;

import dev.fairlead.app.access.Verdict.Refused;
import dev.fairlead.spi.ClientRegion;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.Fail;
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
 * client is passed through to the source of truth; where there is none, it is told.
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
                                !routed.mount().hasSourceOfTruth()
                                                || budget.spend(routed.request().client())
                                        ? ask(routed, RouteStrategy::decide)
                                        : passThrough(routed, "network-budget"));
        return counted(routed, decision);
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
            return Optional.of(
                    mount.hasSourceOfTruth()
                            ? passThrough(routed, "bypass")
                            : failure(503, "bypass", "this is switched off at the moment"));
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

    /** What becomes of a request that a bug keeps from being answered. */
    public static RouteDecision failed(Routed routed) {
        return routed.mount().hasSourceOfTruth()
                ? passThrough(routed, "strategy-failed")
                : failure(500, "strategy-failed", "this failed because of a bug; it was reported");
    }

    /** What becomes of a request whose body is larger than its strategy reads. */
    public RouteDecision tooLarge(Routed routed, long limit) {
        String detail = "the body may have " + limit + " bytes at most";
        return counted(routed, failure(413, "body-too-large", detail));
    }

    /** What becomes of a request whose body didn't come. */
    public RouteDecision cutShort(Routed routed) {
        return counted(routed, failure(400, "body-cut-short", "the body ended too early"));
    }

    private RouteDecision counted(Routed routed, RouteDecision decision) {
        meters.count(routed.mount(), decision);
        return decision;
    }

    private static Fail failure(int status, String reason, String detail) {
        return new Fail(status, detail, Map.of("Cache-Control", "no-store"), Trace.of(reason));
    }

    private static Optional<RouteDecision> guarded(
            Routed routed, Supplier<Optional<RouteDecision>> strategy) {
        try {
            Optional<RouteDecision> decision = strategy.get();
            if (decision.isPresent()
                    && decision.get() instanceof PassThrough
                    && !routed.mount().hasSourceOfTruth()) {
                throw new IllegalStateException("it passes through without a source of truth");
            }
            return decision;
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            LOG.error(
                    "mount {}: its strategy failed on {}; the client is {}",
                    routed.mount().name(),
                    Redacted.path(routed.request().path()),
                    routed.mount().hasSourceOfTruth() ? "passed through" : "told",
                    e);
            return Optional.of(failed(routed));
        }
    }
}
