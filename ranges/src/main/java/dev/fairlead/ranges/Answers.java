package dev.fairlead.ranges;

import java.util.List;
import java.util.Optional;

/** The answers of segments, by their numbers; a look-up allocates nothing. */
interface Answers {

    Optional<Range> of(int segment);

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no generic arrays; only these go in.
    static Answers of(List<Segment> segments) {
        Optional<Range>[] answers = segments.stream().map(Segment::answer).toArray(Optional[]::new);
        return segment -> answers[segment];
    }
}
