package dev.fairlead.ranges;

import java.util.List;

/** Where the segments of one family start, in order, and their answers. */
final class FlatSegments {
    final long[] his;
    final long[] los;
    final Answers answers;

    FlatSegments(long[] his, long[] los, Answers answers) {
        this.his = his;
        this.los = los;
        this.answers = answers;
    }

    static FlatSegments of(Family family, List<Range> ranges) {
        List<Segment> segments = Segments.of(family, ranges);
        return new FlatSegments(
                segments.stream().mapToLong(Segment::hi).toArray(),
                segments.stream().mapToLong(Segment::lo).toArray(),
                Answers.of(segments));
    }
}
