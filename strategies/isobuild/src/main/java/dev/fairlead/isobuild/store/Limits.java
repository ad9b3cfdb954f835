package dev.fairlead.isobuild.store;

import java.time.Duration;

/**
 * What the store goes by; specs have smaller ones.
 *
 * @param rootfs bytes that a root file system has at least; a smaller one is a damaged one
 * @param kernel the same of a kernel
 * @param firstRetry after how long what failed is tried again; each time twice as long
 * @param lastRetry but no longer than this
 * @param quiet how long nobody must have asked for an image before it may go
 */
record Limits(long rootfs, long kernel, Duration firstRetry, Duration lastRetry, Duration quiet) {
    static final Limits STANDARD =
            new Limits(
                    100 << 20,
                    5 << 20,
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(1));

    /** How long to wait after so many failures in a row. */
    Duration retry(int failures) {
        Duration wait = firstRetry.multipliedBy(1L << Math.min(failures - 1, 20));
        return wait.compareTo(lastRetry) < 0 ? wait : lastRetry;
    }
}
