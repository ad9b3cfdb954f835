package dev.fairlead.ranges;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/**
 * What changed from one version of the ranges to another.
 *
 * @param came the ranges whose prefix is new, in order
 * @param went the ranges whose prefix is gone, in order
 * @param moved the prefixes whose region is another, in order
 * @param space the change of address space, by cloud and family
 */
public record RangeDiff(
        List<Range> came, List<Range> went, List<Moved> moved, List<SpaceChange> space) {

    /** Copies the lists. */
    public RangeDiff {
        came = List.copyOf(came);
        went = List.copyOf(went);
        moved = List.copyOf(moved);
        space = List.copyOf(space);
    }

    /** Compares two tables cloud by cloud. */
    public static RangeDiff between(RangeTable old, RangeTable now) {
        Collected collected = new Collected();
        Set<Cloud> clouds = EnumSet.noneOf(Cloud.class);
        old.files().forEach(file -> clouds.add(file.cloud()));
        now.files().forEach(file -> clouds.add(file.cloud()));
        clouds.forEach(cloud -> collected.compare(cloud, ranges(old, cloud), ranges(now, cloud)));
        return new RangeDiff(collected.came, collected.went, collected.moved, collected.space);
    }

    private static List<Range> ranges(RangeTable table, Cloud cloud) {
        return table.file(cloud).map(RangeFile::ranges).orElse(List.of());
    }

    /** Counts in one line, for a log. */
    public String summary() {
        return came.size() + " came, " + went.size() + " went, " + moved.size() + " moved";
    }

    /** The whole difference for people: + came, - went, ~ moved, then shares, then counts. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        came.forEach(range -> lines.add("+ " + told(range)));
        went.forEach(range -> lines.add("- " + told(range)));
        moved.forEach(m -> lines.add("~ " + told(m.before()) + " -> " + region(m.after())));
        space.forEach(change -> lines.add(told(change)));
        lines.add(summary());
        return List.copyOf(lines);
    }

    private static String told(Range range) {
        return range.prefix() + "  " + range.cloud() + " " + region(range);
    }

    private static String region(Range range) {
        return range.region().orElse("(region unknown)");
    }

    private static String told(SpaceChange change) {
        return String.format(
                Locale.ROOT,
                "%s %s: %.3f %% new, %.3f %% gone, %.3f %% moved",
                change.cloud(),
                change.family().label(),
                100 * change.gainedShare(),
                100 * change.lostShare(),
                100 * change.movedShare());
    }

    private static final class Collected {
        private final List<Range> came = new ArrayList<>();
        private final List<Range> went = new ArrayList<>();
        private final List<Moved> moved = new ArrayList<>();
        private final List<SpaceChange> space = new ArrayList<>();

        private void compare(Cloud cloud, List<Range> old, List<Range> now) {
            TreeMap<Prefix, Range> unseen = new TreeMap<>();
            old.forEach(range -> unseen.put(range.prefix(), range));
            for (Range range : now) {
                Range was = unseen.remove(range.prefix());
                if (was == null) {
                    came.add(range);
                } else if (!was.region().equals(range.region())) {
                    moved.add(new Moved(was, range));
                }
            }
            went.addAll(unseen.values());
            Arrays.stream(Family.values())
                    .forEach(family -> space.add(SpaceComparison.of(cloud, family, old, now)));
        }
    }
}
