package dev.fairlead.ranges;

import java.util.Optional;

/**
 * Answers that are made when first asked for. Thread-safe without locks: two threads may make the
 * same answer twice, and either is right.
 */
final class FlatAnswers implements Answers {
    private final Family family;
    private final FlatLabels labels;
    private final long[] his;
    private final long[] los;
    private final int[] lengths;
    private final int[] labelOf;
    private final int[] owners;
    private final Optional<Range>[] made;

    /**
     * For one family.
     *
     * @param his for each range, the upper 64 bits of its prefix; {@code los}, {@code lengths} and
     *     {@code labelOf} go on with it
     * @param owners for each segment the number of its range, or -1
     */
    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no generic arrays; only these go in.
    FlatAnswers(
            Family family,
            FlatLabels labels,
            long[] his,
            long[] los,
            int[] lengths,
            int[] labelOf,
            int[] owners) {
        this.family = family;
        this.labels = labels;
        this.his = his;
        this.los = los;
        this.lengths = lengths;
        this.labelOf = labelOf;
        this.owners = owners;
        this.made = new Optional[his.length];
    }

    @Override
    public Optional<Range> of(int segment) {
        int owner = owners[segment];
        if (owner < 0) {
            return Optional.empty();
        }
        Optional<Range> known = made[owner];
        return known == null ? make(owner) : known;
    }

    private Optional<Range> make(int owner) {
        Prefix prefix = new Prefix(family, his[owner], los[owner], lengths[owner]);
        made[owner] = Optional.of(labels.range(labelOf[owner], prefix));
        return made[owner];
    }
}
