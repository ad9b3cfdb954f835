package dev.fairlead.ranges;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Flattens nested ranges of one family into disjoint segments that together cover the family from
 * its lowest address to its highest, so that the longest match is a search for one number.
 */
final class Segments {

    private final List<Segment> segments = new ArrayList<>();
    private final Deque<Optional<Range>> open = new ArrayDeque<>();

    private Segments() {
        segments.add(new Segment(0, 0, Optional.empty()));
    }

    /** The segments of these ranges, which are in order of their prefixes, each prefix once. */
    static List<Segment> of(Family family, List<Range> ranges) {
        Segments flattened = new Segments();
        for (Range range : ranges) {
            if (range.prefix().family() == family) {
                flattened.open(Optional.of(range));
            }
        }
        flattened.closeAll();
        return List.copyOf(flattened.segments);
    }

    private void open(Optional<Range> range) {
        Prefix prefix = range.orElseThrow().prefix();
        while (!open.isEmpty() && !open.getLast().orElseThrow().prefix().contains(prefix)) {
            close();
        }
        open.addLast(range);
        start(prefix.hi(), prefix.lo(), range);
    }

    private void closeAll() {
        while (!open.isEmpty()) {
            close();
        }
    }

    private void close() {
        Prefix closed = open.removeLast().orElseThrow().prefix();
        long lo = closed.lastLo() + 1;
        long hi = lo == 0 ? closed.lastHi() + 1 : closed.lastHi();
        boolean pastTheEnd = closed.family() == Family.IPV4 ? lo >>> 32 != 0 : hi == 0 && lo == 0;
        if (!pastTheEnd) {
            start(hi, lo, open.isEmpty() ? Optional.empty() : open.getLast());
        }
    }

    private void start(long hi, long lo, Optional<Range> answer) {
        if (segments.getLast().startsAt(hi, lo)) {
            segments.removeLast();
        }
        if (segments.isEmpty() || !segments.getLast().answer().equals(answer)) {
            segments.add(new Segment(hi, lo, answer));
        }
    }
}
