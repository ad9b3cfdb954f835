package dev.fairlead.ranges.refresh;

import dev.fairlead.ranges.RangeFileReader;

import java.time.Duration;

/**
 * How far a new version may differ from the last good one, and what fetching it may cost.
 *
 * @param maxBytes the largest file accepted, in bytes, at least 1
 * @param timeout the time to connect to and read one URL in all, more than zero
 * @param maxShrink the share of a cloud's addresses in one family that may be lost, 0 to 1
 * @param maxMoved the share of a cloud's addresses in one family that may move region, 0 to 1
 */
public record RefreshLimits(long maxBytes, Duration timeout, double maxShrink, double maxMoved) {

    /** 32 MiB, 30 seconds, 10 % lost, 2 % moved. */
    public static final RefreshLimits DEFAULT =
            new RefreshLimits(
                    RangeFileReader.DEFAULT_MAX_BYTES, Duration.ofSeconds(30), 0.10, 0.02);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is out of bounds; the message names it
     */
    public RefreshLimits {
        require(maxBytes >= 1, "max-bytes must be at least 1");
        require(timeout.isPositive(), "timeout must be more than zero");
        require(maxShrink >= 0 && maxShrink <= 1, "max-shrink must be a share from 0 to 1");
        require(maxMoved >= 0 && maxMoved <= 1, "max-moved must be a share from 0 to 1");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
