package dev.fairlead.spi;

import java.time.Duration;

/** Until when an answer is worth waiting for; {@link #AT_ONCE} for who may not wait at all. */
public final class Deadline {
    /** Only what is in memory counts: nobody may block. */
    public static final Deadline AT_ONCE = new Deadline(0, false);

    private final long endNanos;
    private final boolean mayWait;

    private Deadline(long endNanos, boolean mayWait) {
        this.endNanos = endNanos;
        this.mayWait = mayWait;
    }

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos(), true);
    }

    public boolean mayWait() {
        return mayWait;
    }

    /** The time left, never negative. */
    public Duration remaining() {
        return mayWait
                ? Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()))
                : Duration.ZERO;
    }

    public boolean isOver() {
        return remaining().isZero();
    }
}
