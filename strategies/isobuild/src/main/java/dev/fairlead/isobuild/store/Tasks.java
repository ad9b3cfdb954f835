package dev.fairlead.isobuild.store;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Work on the host's threads, that ends with us. */
final class Tasks implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Executor threads;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Tasks(Executor threads) {
        this.threads = threads;
    }

    /** What ends when its thread is interrupted. */
    interface Task {
        void run() throws InterruptedException;
    }

    void start(Task task) {
        threads.execute(() -> run(task));
    }

    private void run(Task task) {
        running.add(Thread.currentThread());
        try {
            if (!closed) {
                task.run();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // as it was meant
        } finally {
            running.remove(Thread.currentThread());
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Interrupts what runs, and waits a moment for it to end. */
    @Override
    public void close() {
        closed = true;
        long end = System.nanoTime() + PATIENCE.toNanos();
        running.forEach(Thread::interrupt);
        try {
            for (Thread thread : running) {
                long left = Math.max(1, (end - System.nanoTime()) / 1_000_000);
                if (!thread.equals(Thread.currentThread())) {
                    thread.join(left);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
