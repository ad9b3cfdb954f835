package dev.fairlead.ranges;

import java.util.Optional;

/**
 * Longest-prefix answers for IPv6: the upper 16 bits lead to the segments in question, a binary
 * search among these does the rest, nearly always on the upper 64 bits alone.
 */
final class Ipv6Index {

    private static final int BLOCKS = 1 << 16;

    private final long[] his;
    private final long[] los;
    private final Answers answers;
    private final int[] lastAtBlock;

    Ipv6Index(FlatSegments segments) {
        this.his = ordered(segments.his);
        this.los = ordered(segments.los);
        this.answers = segments.answers;
        this.lastAtBlock = new int[BLOCKS + 1];
        int last = 0;
        for (int block = 0; block < BLOCKS; block++) {
            long start = ordered((long) block << 48);
            while (last + 1 < his.length && isAtMost(last + 1, start, Long.MIN_VALUE)) {
                last++;
            }
            lastAtBlock[block] = last;
        }
        lastAtBlock[BLOCKS] = his.length - 1;
    }

    Optional<Range> find(long hi, long lo) {
        long wantedHi = ordered(hi);
        long wantedLo = ordered(lo);
        int block = (int) (hi >>> 48);
        int low = lastAtBlock[block];
        int high = lastAtBlock[block + 1];
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (isAtMost(middle, wantedHi, wantedLo)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return answers.of(low);
    }

    private boolean isAtMost(int segment, long hi, long lo) {
        return his[segment] < hi || (his[segment] == hi && los[segment] <= lo);
    }

    private static long[] ordered(long[] halves) {
        long[] ordered = new long[halves.length];
        for (int i = 0; i < halves.length; i++) {
            ordered[i] = ordered(halves[i]);
        }
        return ordered;
    }

    // Signed comparison of the result is unsigned comparison of the address.
    private static long ordered(long half) {
        return half ^ Long.MIN_VALUE;
    }
}
