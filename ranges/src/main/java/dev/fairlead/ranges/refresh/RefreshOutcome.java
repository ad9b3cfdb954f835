package dev.fairlead.ranges.refresh;

/** What came of looking at one source. */
public sealed interface RefreshOutcome {

    /** The source looked at. */
    RangeSource source();

    /**
     * The source has the version in use.
     *
     * @param source the source looked at
     */
    record Unchanged(RangeSource source) implements RefreshOutcome {}

    /**
     * The source had a new version, which is in use now.
     *
     * @param source the source looked at
     * @param summary what changed, in one line
     */
    record Adopted(RangeSource source, String summary) implements RefreshOutcome {}

    /**
     * The source was unreachable or had a version that cannot be trusted; the last good one stays.
     *
     * @param source the source looked at
     * @param reason what is wrong, in one line
     */
    record Refused(RangeSource source, String reason) implements RefreshOutcome {}
}
