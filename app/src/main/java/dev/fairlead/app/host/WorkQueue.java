package dev.fairlead.app.host;

import dev.fairlead.app.config.BackgroundSettings;
import dev.fairlead.spi.Background;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Work for later waits in memory, and a few virtual threads do it. */
final class WorkQueue implements BackgroundWork {
    private static final Logger LOG = LoggerFactory.getLogger(WorkQueue.class);

    /** For what is cut off to leave nothing behind, such as the parts of an upload. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final MeterRegistry registry;
    private final ThreadPoolExecutor workers;

    WorkQueue(BackgroundSettings settings, MeterRegistry registry) {
        this.registry = registry;
        workers =
                new ThreadPoolExecutor(
                        settings.workers(),
                        settings.workers(),
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(settings.queue()),
                        Thread.ofVirtual().name("background-", 0).factory());
        Gauge.builder("fairlead.background.queue", workers, pool -> pool.getQueue().size())
                .description("Work for later that waits in this process")
                .register(registry);
    }

    @Override
    public Background of(String mount, Consumer<String> perform) {
        WorkMeters meters = WorkMeters.of(mount, registry);
        return work -> {
            try {
                workers.execute(() -> perform(mount, meters, () -> perform.accept(work)));
                return meters.offered(true);
            } catch (RejectedExecutionException _) { // full, or at shut-down
                return meters.offered(false);
            }
        };
    }

    /** A text of the strategy's own isn't logged: it may hold what a client sent. */
    private static void perform(String mount, WorkMeters meters, Runnable work) {
        try {
            work.run();
            meters.done().increment();
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            meters.failed().increment();
            LOG.warn("mount {}: background work failed", mount, e);
        }
    }

    @Override
    public void close(Duration grace) {
        workers.shutdown();
        if (awaitEnd(grace)) {
            return;
        }
        int running = workers.getActiveCount();
        LOG.warn(
                "Background work wasn't done in time: {} dropped, {} cut off",
                workers.shutdownNow().size(),
                running);
        if (!awaitEnd(LAST_WORDS)) {
            LOG.warn("Background work that was cut off may have left something behind");
        }
    }

    private boolean awaitEnd(Duration time) {
        try {
            return workers.awaitTermination(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
