package dev.fairlead.spi.copies;

import dev.fairlead.spi.RequestPath;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.PassThrough;
import dev.fairlead.spi.RouteDecision.Redirect;
import dev.fairlead.spi.Saving;
import dev.fairlead.spi.Trace;

import java.util.Optional;

/** What the {@link CopySelector} found. */
public sealed interface Selection {

    /** A copy that certainly has the bytes, and costs less than the CDN. */
    record Found(String url, Saving saving, String reason) implements Selection {
        @Override
        public Optional<RouteDecision> decision(RequestPath otherwise, Trace.Writer trace) {
            return Optional.of(new Redirect(url, 307, REASON_PHRASE, saving, trace.end(reason)));
        }
    }

    /** No such copy; the reason is a metric's label. */
    record Nowhere(String reason) implements Selection {
        @Override
        public Optional<RouteDecision> decision(RequestPath otherwise, Trace.Writer trace) {
            return Optional.of(new PassThrough(otherwise, trace.end(reason)));
        }
    }

    /** It can't be told without waiting. */
    record NotAtOnce() implements Selection {
        @Override
        public Optional<RouteDecision> decision(RequestPath otherwise, Trace.Writer trace) {
            return Optional.empty();
        }
    }

    /** What the status line has said since the first version; log analyses look for it. */
    Optional<String> REASON_PHRASE = Optional.of("CostManagementRedirect");

    /** To the copy, else through under this path; empty: it can't be told without waiting. */
    Optional<RouteDecision> decision(RequestPath otherwise, Trace.Writer trace);
}
