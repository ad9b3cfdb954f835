package dev.fairlead.app.host;

import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.Created;
import dev.fairlead.spi.RouteDecision.Fail;
import dev.fairlead.spi.RouteDecision.NoContent;
import dev.fairlead.spi.RouteDecision.PassThrough;
import dev.fairlead.spi.RouteDecision.Reason;
import dev.fairlead.spi.RouteDecision.Redirect;
import dev.fairlead.spi.RouteDecision.Reject;
import dev.fairlead.spi.RouteDecision.Serve;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Counts decisions by mount, outcome and reason, and what redirects spared. */
final class DecisionMeters {
    private static final Set<Reason> REFUSALS = EnumSet.of(Reason.UNAUTHORIZED, Reason.FORBIDDEN);

    private final MeterRegistry registry;
    private final Counter unrouted;
    private final Map<String, OfMount> mounts = new ConcurrentHashMap<>();

    DecisionMeters(MeterRegistry registry) {
        this.registry = registry;
        this.unrouted =
                Counter.builder("fairlead.unrouted")
                        .description("Requests that belong to no mount")
                        .register(registry);
    }

    void unrouted() {
        unrouted.increment();
    }

    void count(Mount mount, RouteDecision decision) {
        OfMount meters = mounts.computeIfAbsent(mount.name(), OfMount::new);
        meters.decision(outcome(decision), decision.trace().reason()).increment();
        if (decision instanceof Reject reject && REFUSALS.contains(reject.reason())) {
            meters.refused.increment();
        }
        if (decision instanceof Redirect redirect) {
            meters.bytes.increment((double) redirect.saving().lengthBytes().orElse(0));
            meters.usd.increment(Math.max(0, redirect.saving().usd()));
        }
    }

    static String outcome(RouteDecision decision) {
        if (decision instanceof Redirect) {
            return "redirect";
        }
        if (decision instanceof PassThrough) {
            return "pass-through";
        }
        if (decision instanceof Serve
                || decision instanceof Created
                || decision instanceof NoContent) {
            return "serve";
        }
        return decision instanceof Fail ? "fail" : "reject";
    }

    /** The counters of one mount; looked up without making garbage. */
    private final class OfMount {
        final Counter bytes;
        final Counter usd;
        final Counter refused;
        private final String mount;
        private final Map<String, Map<String, Counter>> decisions = new ConcurrentHashMap<>();

        OfMount(String mount) {
            this.mount = mount;
            bytes =
                    Counter.builder("fairlead.redirected")
                            .description("Bytes redirected to copies, where their size is known")
                            .baseUnit("bytes")
                            .tag("mount", mount)
                            .register(registry);
            usd =
                    Counter.builder("fairlead.saved")
                            .description("Estimated USD spared against serving from the CDN")
                            .baseUnit("usd")
                            .tag("mount", mount)
                            .register(registry);
            refused =
                    Counter.builder("fairlead.access.refused")
                            .description("Requests without a right to what they asked for")
                            .tag("mount", mount)
                            .register(registry);
        }

        Counter decision(String outcome, String reason) {
            return decisions
                    .computeIfAbsent(outcome, _ -> new ConcurrentHashMap<>())
                    .computeIfAbsent(
                            reason,
                            _ ->
                                    Counter.builder("fairlead.decisions")
                                            .description("Decisions made")
                                            .tags("mount", mount)
                                            .tags("outcome", outcome, "reason", reason)
                                            .register(registry));
        }
    }
}
