package dev.fairlead.rpm;

import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.Doubt;
import dev.fairlead.spi.Presence;
import dev.fairlead.spi.Presence.Unknown;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What the source said of a file, while the bucket may still be thinking.
 *
 * @param deadline until when that is waited for
 */
record Asked(Availability source, CompletableFuture<Presence> copy, Deadline deadline) {

    /** Doesn't wait. */
    Found soFar() {
        return new Found(source, copy.getNow(new Unknown(Doubt.NOT_AT_HAND)));
    }

    Found whole() {
        return within(deadline.remaining());
    }

    /** Waits so long, but not beyond the deadline. */
    Found within(Duration patience) {
        Duration left = deadline.remaining();
        return new Found(
                source,
                await(
                        copy,
                        patience.compareTo(left) < 0 ? patience : left,
                        new Unknown(Doubt.TIMEOUT)));
    }

    /** Waits on a copy: others may wait for the same, and what is late may still be remembered. */
    static <T> T await(CompletableFuture<T> answer, Duration time, T otherwise) {
        return answer.isDone()
                ? answer.join()
                : answer.copy()
                        .completeOnTimeout(otherwise, time.toNanos(), TimeUnit.NANOSECONDS)
                        .join();
    }
}
