package org.example.debianpool;

import dev.fairlead.spi.ClientRegion;
import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.ObjectKey;
import dev.fairlead.spi.RegionResolver;
import dev.fairlead.spi.RequestPath;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.PassThrough;
import dev.fairlead.spi.RouteRequest;
import dev.fairlead.spi.RouteStrategy;
import dev.fairlead.spi.StrategyContext;
import dev.fairlead.spi.Trace;
import dev.fairlead.spi.copies.Copy;
import dev.fairlead.spi.copies.CopyLimits;
import dev.fairlead.spi.copies.CopySelector;
import dev.fairlead.spi.copies.Wanted;

import java.net.Inet6Address;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mirror of Debian: what never changes under its name comes from the cheapest copy, which are
 * packages and indices by their digest. {@code InRelease} and other names that change come from the
 * source alone, so that nobody gets yesterday's.
 *
 * @see <a
 *     href="https://wiki.debian.org/DebianRepository/Format#indices_acquisition_via_hashsums_.28by-hash.29">
 *     Debian: by-hash</a>
 */
record DebianPoolStrategy(
        String keyPrefix, CopyLimits limits, CopySelector copies, RegionResolver regions)
        implements RouteStrategy {
    private static final Pattern FIXED =
            Pattern.compile(
                    "/pool/.+/[^/]+_[^/]+\\.(deb|udeb|dsc|tar\\.[a-z0-9]+)"
                            + "|/dists/.+/by-hash/SHA256/[0-9a-f]{64}");

    static DebianPoolStrategy create(StrategyContext context) {
        return new DebianPoolStrategy(
                context.settings().string("key-prefix", ""),
                CopyLimits.read(context.settings()),
                new CopySelector(Copy.readAll(context), context.prices()),
                context.regions());
    }

    @Override
    public RouteDecision decide(RouteRequest request) {
        return decide(request, Deadline.in(limits.probeDeadline())).orElseThrow();
    }

    @Override
    public Optional<RouteDecision> decideAtOnce(RouteRequest request) {
        return decide(request, Deadline.AT_ONCE);
    }

    private Optional<RouteDecision> decide(RouteRequest request, Deadline deadline) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        Optional<ObjectKey> key = reads ? key(request.path()) : Optional.empty();
        if (key.isEmpty()) {
            return Optional.of(new PassThrough(request.path(), Trace.of("may-change")));
        }
        ClientRegion client = regions.resolve(request.client());
        Wanted wanted =
                new Wanted(
                        request.method(),
                        key.get(),
                        client,
                        request.client() instanceof Inet6Address,
                        limits.presignExpiry());
        Trace.Writer trace = new Trace.Writer(client);
        return copies.select(wanted, trace, deadline).decision(request.path(), trace);
    }

    private Optional<ObjectKey> key(RequestPath path) {
        return FIXED.matcher(path.decoded()).matches()
                ? ObjectKey.of(keyPrefix + path.decoded().substring(1))
                : Optional.empty();
    }
}
