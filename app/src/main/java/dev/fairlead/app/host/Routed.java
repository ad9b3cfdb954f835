package dev.fairlead.app.host;

import dev.fairlead.app.access.Gate;
import dev.fairlead.app.access.Verdict;
import dev.fairlead.app.access.Verdict.Granted;
import dev.fairlead.spi.RequestPath;
import dev.fairlead.spi.RouteRequest;
import dev.fairlead.spi.RouteStrategy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/**
 * A request on its way: found its mount, not yet decided.
 *
 * @param request with the path below the mount's prefix, and without signing parameters where the
 *     mount verifies them
 * @param received the query as received
 * @param verdict what the mount's gate said, if it has one
 */
public record Routed(
        Mount mount, RouteRequest request, Optional<String> received, Optional<Verdict> verdict) {
    private static final Logger LOG = LoggerFactory.getLogger(Routed.class);

    static Routed of(Mount mount, RouteRequest request, RequestPath below) {
        Optional<Gate> gate = mount.gate();
        RouteRequest inside = request.withPath(below);
        if (gate.isEmpty()) {
            return new Routed(mount, inside, request.query(), Optional.empty());
        }
        Verdict verdict = gate.get().judge(request);
        return new Routed(
                mount,
                verdict instanceof Granted granted ? inside.withQuery(granted.query()) : inside,
                request.query(),
                Optional.of(verdict));
    }

    /**
     * Where a client is passed through to: the configured base, and path and query byte for byte,
     * or signed anew. Signing takes a millisecond, so not on a thread that others wait for.
     */
    public String passThroughUrl(RequestPath path) {
        return verdict.isPresent()
                        && verdict.get() instanceof Granted granted
                        && mount.signer().isPresent()
                ? mount.signer().get().sign(url(path, granted.query()), granted.conditions())
                : url(path, received);
    }

    /** Whether passing through takes the signing of a URL. */
    public boolean isSignedAnew() {
        return mount.signer().isPresent();
    }

    /** With what the client sent, for a strategy that wants it. */
    public Routed withBody(ByteBuffer body) {
        return new Routed(mount, request.withBody(body), received, verdict);
    }

    /** How much of the client's body its strategy wants to read. */
    public OptionalLong bodyLimit() {
        return asked(RouteStrategy::takesBody, OptionalLong.empty());
    }

    /** What its strategy says of the request; if it throws, what goes without saying. */
    <A> A asked(BiFunction<RouteStrategy, RouteRequest, A> question, A otherwise) {
        try {
            return question.apply(mount.strategy(), request);
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            LOG.error("mount {}: its strategy failed before it decided", mount.name(), e);
            return otherwise;
        }
    }

    private String url(RequestPath path, Optional<String> query) {
        String base = mount.passThrough().to() + path.raw();
        return query.isPresent() ? base + '?' + query.get() : base;
    }
}
