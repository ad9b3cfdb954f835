package dev.fairlead.ranges;

/**
 * A prefix that is in both versions under another region.
 *
 * @param before the range as it was
 * @param after the range as it is now
 */
public record Moved(Range before, Range after) {}
