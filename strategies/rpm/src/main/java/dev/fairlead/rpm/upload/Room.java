package dev.fairlead.rpm.upload;

import dev.fairlead.spi.Deadline;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Memory for uploads, first come, first served. */
final class Room {
    /** A part on its way to S3, and an RPM's headers at their largest, one while it is copied. */
    static final int MOST = (8 + 3 * 32) << 20;

    private static final int UNIT = 1024;

    private final Semaphore units;

    Room(long bytes) {
        units = new Semaphore((int) (bytes / UNIT), true);
    }

    /** What an upload holds until it is over. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits until there is room for a file of that length: it holds no more than it has. */
    Held take(long length, Deadline deadline) throws IOException {
        int wanted = (int) (Math.min(length, MOST) / UNIT) + 1;
        wanted = Math.min(wanted, MOST / UNIT);
        try {
            if (units.tryAcquire(wanted, deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                int taken = wanted;
                return () -> units.release(taken);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while it waited for room");
        }
        throw new IOException("there was no room within the time limit; see bytes-in-flight");
    }
}
