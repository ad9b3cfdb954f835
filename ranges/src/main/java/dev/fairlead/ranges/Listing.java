package dev.fairlead.ranges;

import java.util.Collection;
import java.util.List;

/** A table as lists: what tools and comparisons go through, and look-ups don't. */
record Listing(List<RangeFile> files, List<Range> ranges) {

    static Listing of(Collection<RangeFile> files) {
        List<RangeFile> perCloud = RangeMerge.perCloud(files);
        return new Listing(perCloud, RangeMerge.acrossClouds(perCloud));
    }
}
