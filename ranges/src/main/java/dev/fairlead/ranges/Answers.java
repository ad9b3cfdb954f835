package dev.fairlead.ranges;

import java.util.List;
import java.util.Optional;

/** The answers of segments as an array, made once so that a look-up allocates nothing. */
final class Answers {

    private Answers() {}

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no generic arrays; only these go in.
    static Optional<Range>[] of(List<Segment> segments) {
        return segments.stream().map(Segment::answer).toArray(Optional[]::new);
    }
}
