package dev.fairlead.isobuild.store;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Who may work at the same time, in the order of asking. A download that crawls keeps running but
 * doesn't keep others from theirs: one slow mirror is one slow image.
 */
final class Turns {
    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final long CRAWL = 2 << 20; // bytes in a window

    private final Semaphore free;
    private final long window;

    Turns(int most) {
        this(most, WINDOW);
    }

    Turns(int most, Duration window) {
        free = new Semaphore(most, true);
        this.window = window.toNanos();
    }

    Turn take() throws InterruptedException {
        free.acquire();
        return new Turn();
    }

    /** For one thread. */
    final class Turn implements AutoCloseable {
        private boolean held = true;
        private long since = System.nanoTime();
        private long bytes;

        void moved(long count) {
            bytes += count;
            long now = System.nanoTime();
            if (now - since >= window) {
                if (bytes < CRAWL) {
                    close();
                }
                since = now;
                bytes = 0;
            }
        }

        @Override
        public void close() {
            if (held) {
                held = false;
                free.release();
            }
        }
    }
}
