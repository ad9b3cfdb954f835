package dev.fairlead.app.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts running exchanges, so that a shutdown can wait for them. */
final class InFlight {
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicBoolean draining = new AtomicBoolean();

    void begin() {
        running.incrementAndGet();
    }

    void end() {
        if (running.decrementAndGet() == 0 && draining.get()) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    int running() {
        return running.get();
    }

    /** From now on connections are closed after the exchange they carry. */
    boolean isDraining() {
        return draining.get();
    }

    /** Waits until nothing runs any more, at most the grace; tells whether that was reached. */
    synchronized boolean drain(Duration grace) throws InterruptedException {
        draining.set(true);
        long end = System.nanoTime() + grace.toNanos();
        while (running.get() > 0) {
            long leftMillis = (end - System.nanoTime()) / 1_000_000;
            if (leftMillis <= 0) {
                return false;
            }
            wait(leftMillis);
        }
        return true;
    }
}
