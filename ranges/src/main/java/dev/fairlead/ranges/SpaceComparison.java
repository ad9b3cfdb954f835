package dev.fairlead.ranges;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Walks two flattened versions of a cloud's ranges side by side and counts addresses. */
final class SpaceComparison {

    private final List<Segment> old;
    private final List<Segment> now;
    private BigInteger before = BigInteger.ZERO;
    private BigInteger after = BigInteger.ZERO;
    private BigInteger lost = BigInteger.ZERO;
    private BigInteger moved = BigInteger.ZERO;

    private SpaceComparison(List<Segment> old, List<Segment> now) {
        this.old = old;
        this.now = now;
    }

    static SpaceChange of(Cloud cloud, Family family, List<Range> old, List<Range> now) {
        SpaceComparison walk =
                new SpaceComparison(Segments.of(family, old), Segments.of(family, now));
        walk.walk(BigInteger.TWO.pow(family.bits()));
        return new SpaceChange(cloud, family, walk.before, walk.after, walk.lost, walk.moved);
    }

    private void walk(BigInteger end) {
        BigInteger position = BigInteger.ZERO;
        int o = 0;
        int n = 0;
        while (position.compareTo(end) < 0) {
            BigInteger oldEnd = end(old, o, end);
            BigInteger nowEnd = end(now, n, end);
            BigInteger next = oldEnd.min(nowEnd);
            count(old.get(o).answer(), now.get(n).answer(), next.subtract(position));
            o += oldEnd.equals(next) ? 1 : 0;
            n += nowEnd.equals(next) ? 1 : 0;
            position = next;
        }
    }

    private static BigInteger end(List<Segment> segments, int index, BigInteger end) {
        return index + 1 < segments.size() ? segments.get(index + 1).start() : end;
    }

    private void count(Optional<Range> was, Optional<Range> is, BigInteger addresses) {
        before = was.isPresent() ? before.add(addresses) : before;
        after = is.isPresent() ? after.add(addresses) : after;
        lost = was.isPresent() && is.isEmpty() ? lost.add(addresses) : lost;
        boolean inBoth = was.isPresent() && is.isPresent();
        if (inBoth && !was.get().region().equals(is.get().region())) {
            moved = moved.add(addresses);
        }
    }
}
