package dev.fairlead.isobuild.s3;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Chooses what of a body S3 copies, so that few bytes are sent: what lies between two copied
 * stretches is sent, and where that is shorter than a part may be, it takes bytes of its
 * neighbours. Whether a stretch between two changes is worth copying depends on those around it:
 * this looks for the cheapest way from the start to the end, one stretch after another.
 */
final class Cuts {
    private final List<Run> runs;
    private final long length;
    private final long min;

    Cuts(List<Run> runs, long length, long min) {
        this.runs = runs;
        this.length = length;
        this.min = min;
    }

    /** A stretch to copy. */
    record Cut(long start, long end) {}

    /**
     * The cheapest way that ends with copying a stretch.
     *
     * @param cost bytes sent until then
     * @param before the stretch that is copied before it; -1: none
     * @param tail how much of that one's end is sent
     * @param head how much of its own start is sent
     */
    private record Way(long cost, int before, long tail, long head) {
        static final Way NONE = new Way(Long.MAX_VALUE, -1, 0, 0);

        boolean isBetter(Way other) {
            return cost < other.cost || (cost == other.cost && head < other.head);
        }
    }

    /** The stretches, in order. */
    List<Cut> choose() {
        List<Way> ways = new ArrayList<>();
        int last = -1;
        long best = length; // all is sent
        for (int to = 0; to < runs.size(); to++) {
            Way way = step(ways, -1, to);
            for (int from = 0; from < to; from++) {
                Way next = step(ways, from, to);
                way = next.isBetter(way) ? next : way;
            }
            ways.add(way);
            if (way.cost() < Long.MAX_VALUE && way.cost() + length - runs.get(to).end() < best) {
                best = way.cost() + length - runs.get(to).end();
                last = to;
            }
        }
        return trace(ways, last);
    }

    private Way step(List<Way> ways, int from, int to) {
        boolean first = from < 0;
        if (!first && ways.get(from).cost() == Long.MAX_VALUE) {
            return Way.NONE;
        }
        long gap = runs.get(to).start() - (first ? 0 : runs.get(from).end());
        long wanted = gap == 0 ? 0 : Math.max(0, min - gap);
        long tail = first ? 0 : Math.min(wanted, runs.get(from).spare() - ways.get(from).head());
        long head = wanted - tail;
        return head > runs.get(to).spare()
                ? Way.NONE
                : new Way((first ? 0 : ways.get(from).cost()) + gap + wanted, from, tail, head);
    }

    private List<Cut> trace(List<Way> ways, int last) {
        Deque<Cut> cuts = new ArrayDeque<>();
        long tail = 0;
        for (int i = last; i >= 0; i = ways.get(i).before()) {
            Run run = runs.get(i);
            Cut cut = new Cut(run.start() + ways.get(i).head(), run.end() - tail);
            if (cut.start() < cut.end()) {
                cuts.addFirst(cut);
            }
            tail = ways.get(i).tail();
        }
        return List.copyOf(cuts);
    }
}
