package dev.fairlead.app.client;

import dev.fairlead.ranges.Cloud;
import dev.fairlead.ranges.Prefix;
import dev.fairlead.ranges.RangeTable;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Whose word is taken for the address before them. {@code cloudfront-origin-facing} stands for the
 * prefixes of that service in the range table in use, so that the list moves with the ranges.
 */
final class TrustedProxies {
    private final List<Prefix> listed;
    private final boolean cloudFront;
    private final Supplier<RangeTable> table;
    private volatile Resolved resolved;

    private record Resolved(RangeTable table, List<Prefix> prefixes) {}

    TrustedProxies(List<Prefix> listed, boolean cloudFront, Supplier<RangeTable> table) {
        this.listed = List.copyOf(listed);
        this.cloudFront = cloudFront;
        this.table = table;
        this.resolved = resolve(table.get());
    }

    boolean contains(InetAddress address) {
        for (Prefix prefix : prefixes()) {
            if (prefix.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private List<Prefix> prefixes() {
        if (!cloudFront) {
            return listed;
        }
        RangeTable now = table.get();
        Resolved known = resolved;
        if (!known.table.equals(now)) {
            known = resolve(now);
            resolved = known;
        }
        return known.prefixes;
    }

    private Resolved resolve(RangeTable now) {
        return new Resolved(
                now,
                cloudFront
                        ? Stream.concat(
                                        listed.stream(),
                                        now
                                                .prefixes(Cloud.AWS, "CLOUDFRONT_ORIGIN_FACING")
                                                .stream())
                                .toList()
                        : listed);
    }
}
