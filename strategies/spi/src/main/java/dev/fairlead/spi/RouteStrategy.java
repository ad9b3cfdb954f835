package dev.fairlead.spi;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides for one mount. Thread-safe; lives from start-up until {@link #close}.
 *
 * <p>It never throws for what a client sent. If it throws all the same, the client is passed
 * through to the source of truth, or gets 500 where there is none, and the bug is counted.
 */
public interface RouteStrategy extends AutoCloseable {

    /**
     * Begins what it does besides answering, such as loading what it serves; called at most once,
     * before the first request. Who only wants to know whether a configuration is right doesn't
     * call it, so what leaves traces belongs here and not where the strategy is made.
     *
     * @throws ConfigurationException when that can't be begun; it stops the start-up
     */
    default void start() {}

    /** Decides; may block, since it runs on a virtual thread. */
    RouteDecision decide(RouteRequest request);

    /**
     * Decides without blocking, or not at all: empty means "ask {@link #decide}".
     *
     * <p>The host calls this on the thread that reads the socket, so that an answer whose parts are
     * all in memory costs no change of thread. A strategy that doesn't override it is right, only
     * slower.
     */
    default Optional<RouteDecision> decideAtOnce(RouteRequest request) {
        return Optional.empty();
    }

    /**
     * Decides for somebody who only wants to know. It may ask and remember what it is told, but
     * offers no work, counts nothing and takes nobody for a client: whoever does so in {@link
     * #decide} overrides this.
     */
    default RouteDecision explain(RouteRequest request) {
        return decide(request);
    }

    /**
     * Refuses who may not have this, before anything else is looked at and whatever a bypass says.
     * It never blocks; if it throws, the client is refused.
     */
    default Optional<RouteDecision.Reject> refuse(RouteRequest request) {
        return Optional.empty();
    }

    /** Whether {@code Authorization} is for this strategy, and so never for what is behind it. */
    default boolean takesCredentials() {
        return false;
    }

    /**
     * How many bytes of the request's body this strategy wants to read; empty: none. More are
     * answered 413. It never blocks. On a mount that streams its source of truth's answers bodies
     * are for that, and this isn't asked.
     */
    default OptionalLong takesBody(RouteRequest request) {
        return OptionalLong.empty();
    }

    /**
     * Whether a request counts against {@code max-concurrent-requests}, from its beginning until
     * its answer is sent. What has to be answered when everything is busy, such as a health check,
     * doesn't. It never blocks.
     */
    default boolean isLimited(RouteRequest request) {
        return true;
    }

    /**
     * Told when a request begins; what is returned is told when its answer has left. It never
     * blocks; what it throws is logged and hurts nobody.
     */
    default Observation observe(RouteRequest request) {
        return Observation.NONE;
    }

    /**
     * Does work that the strategy itself put off, such as filling a cache: later, on another
     * thread, or in another process with the same configuration. It may be called twice with the
     * same work.
     *
     * <p>Here failing is allowed, and no reason to answer anybody otherwise: what it throws is
     * reported to whoever runs background work.
     *
     * @param work in the strategy's own words
     * @throws IllegalArgumentException when this strategy has no such work
     */
    default void perform(String work) {
        throw new IllegalArgumentException("this strategy has no background work");
    }

    /** Gives back what the strategy holds; called once, after its last decision. */
    @Override
    default void close() {}
}
