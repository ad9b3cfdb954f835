package dev.fairlead.ranges;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The ranges of one cloud as published at one moment.
 *
 * @param cloud the cloud
 * @param syncToken the version, greater is newer: epoch seconds (AWS), epoch milliseconds (GCP) or
 *     a counter (Azure), so comparable within a cloud only
 * @param created when the cloud made the file; for Azure, which does not say, when it was fetched
 * @param ranges the ranges in order of their prefixes, each prefix once
 */
public record RangeFile(Cloud cloud, long syncToken, Instant created, List<Range> ranges) {

    /**
     * Sorts the ranges.
     *
     * @throws RangeFileException if there is none, or one is of another cloud or too short to be
     *     true
     */
    public RangeFile {
        ranges = ranges.stream().sorted(Comparator.comparing(Range::prefix)).toList();
        if (ranges.isEmpty()) {
            throw new RangeFileException("holds no prefixes, a range file has at least one");
        }
        for (int i = 0; i < ranges.size(); i++) {
            check(cloud, ranges.get(i));
            Prefix prefix = ranges.get(i).prefix();
            if (i > 0 && prefix.equals(ranges.get(i - 1).prefix())) {
                throw new RangeFileException(prefix + " is there twice, merge the two");
            }
        }
    }

    private static void check(Cloud cloud, Range range) {
        Prefix prefix = range.prefix();
        int shortest = prefix.family().shortestPrefix();
        if (prefix.length() < shortest) {
            throw new RangeFileException(
                    prefix + " is too wide to be true, prefixes are /" + shortest + " or longer");
        }
        if (range.cloud() != cloud) {
            throw new RangeFileException(prefix + " is of " + range.cloud() + ", not " + cloud);
        }
    }
}
