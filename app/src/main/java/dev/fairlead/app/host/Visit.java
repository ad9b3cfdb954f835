package dev.fairlead.app.host;

import dev.fairlead.spi.Observation;
import dev.fairlead.spi.RouteStrategy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A request's time in its mount: counted against the limit, and seen by its strategy. */
public final class Visit {
    private static final Logger LOG = LoggerFactory.getLogger(Visit.class);

    private final Mount mount;
    private final boolean counted;
    private final Observation observation;
    private final AtomicBoolean over = new AtomicBoolean();

    private Visit(Routed routed, boolean counted) {
        this.mount = routed.mount();
        this.counted = counted;
        this.observation = routed.asked(RouteStrategy::observe, Observation.NONE);
    }

    /** Takes a request in, unless as many run in its mount as may. */
    public static Optional<Visit> admitted(Routed routed) {
        boolean counted = routed.asked(RouteStrategy::isLimited, true);
        return counted && !routed.mount().admit()
                ? Optional.empty()
                : Optional.of(new Visit(routed, counted));
    }

    /** Takes a request in where somebody else limits how many there are, as Lambda does. */
    public static Visit uncounted(Routed routed) {
        return new Visit(routed, false);
    }

    /** Whether anybody wants to know what was sent. */
    public boolean isObserved() {
        return !observation.equals(Observation.NONE);
    }

    /** The answer has left; what is said after the first time doesn't count. */
    public void ended(int status, long bytes) {
        if (over.getAndSet(true)) {
            return;
        }
        if (counted) {
            mount.leave();
        }
        try {
            observation.ended(status, bytes);
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            LOG.error("mount {}: its strategy failed to note an answer", mount.name(), e);
        }
    }
}
