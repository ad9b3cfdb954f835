package dev.fairlead.ranges.refresh;

import dev.fairlead.ranges.RangeTable;

import java.util.Optional;

/** One source with its last good version; guarded by the lock of {@link LiveRanges}. */
final class TrackedSource {

    private final RangeSource source;
    private Optional<RangeTable> good = Optional.empty();
    private Stamp stamp = Stamp.NONE;

    TrackedSource(RangeSource source) {
        this.source = source;
    }

    RangeSource source() {
        return source;
    }

    Optional<RangeTable> good() {
        return good;
    }

    Stamp stamp() {
        return stamp;
    }

    /** The stamp belongs to this version alone: a refused one is looked at again each time. */
    void adopt(RangeTable version, Stamp newStamp) {
        good = Optional.of(version);
        stamp = newStamp;
    }
}
