package dev.fairlead.ranges;

import java.time.Instant;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;

/** What is often asked of a cloud's ranges, without going through them. */
record CloudSummary(Cloud cloud, Instant created, NavigableSet<String> regions) {

    CloudSummary {
        regions = Collections.unmodifiableNavigableSet(new TreeSet<>(regions));
    }

    static CloudSummary of(RangeFile file) {
        NavigableSet<String> regions = new TreeSet<>();
        file.ranges().forEach(range -> range.region().ifPresent(regions::add));
        return new CloudSummary(file.cloud(), file.created(), regions);
    }
}
