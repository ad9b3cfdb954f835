package dev.fairlead.ranges;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Brings several range files together, with doubt wherever they disagree. */
final class RangeMerge {

    private RangeMerge() {}

    /** One file per cloud, in order of the clouds. */
    static List<RangeFile> perCloud(Collection<RangeFile> files) {
        TreeMap<Cloud, RangeFile> merged = new TreeMap<>();
        files.forEach(file -> merged.merge(file.cloud(), file, RangeMerge::merged));
        return List.copyOf(merged.values());
    }

    private static RangeFile merged(RangeFile one, RangeFile other) {
        RangeCollector collector = new RangeCollector(one.cloud());
        one.ranges().forEach(collector::add);
        other.ranges().forEach(collector::add);
        Instant created = one.created().isAfter(other.created()) ? one.created() : other.created();
        long token = Math.max(one.syncToken(), other.syncToken());
        return new RangeFile(one.cloud(), token, created, collector.ranges());
    }

    /** All ranges in order of their prefixes, each prefix once. */
    static List<Range> acrossClouds(Collection<RangeFile> onePerCloud) {
        List<Range> sorted =
                onePerCloud.stream()
                        .flatMap(file -> file.ranges().stream())
                        .sorted(Comparator.comparing(Range::prefix).thenComparing(Range::cloud))
                        .toList();
        List<Range> unique = new ArrayList<>(sorted.size());
        for (Range range : sorted) {
            if (!unique.isEmpty() && unique.getLast().prefix().equals(range.prefix())) {
                unique.add(doubtful(unique.removeLast()));
            } else {
                unique.add(range);
            }
        }
        return List.copyOf(unique);
    }

    // Two clouds cannot both own a prefix; whoever is right, no region must be believed.
    private static Range doubtful(Range range) {
        return new Range(range.cloud(), Optional.empty(), "", Set.of(), range.prefix());
    }
}
