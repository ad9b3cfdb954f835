package dev.fairlead.ranges.refresh;

import dev.fairlead.ranges.RangeTable;

/** What a source answered. */
sealed interface Fetched {

    /** Nothing newer than the version the stamp belongs to. */
    record Same() implements Fetched {}

    /**
     * A readable version.
     *
     * @param table the version
     * @param stamp what to show the source next time, once this version is in use
     */
    record Version(RangeTable table, Stamp stamp) implements Fetched {}
}
