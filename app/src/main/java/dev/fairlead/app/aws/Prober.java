package dev.fairlead.app.aws;

import dev.fairlead.app.breaker.Breaker;
import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.Doubt;
import dev.fairlead.spi.Presence;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Answers whether objects of one bucket are there: from memory, else by asking S3 once. */
final class Prober {
    private static final Logger LOG = LoggerFactory.getLogger(Prober.class);

    private final Head head;
    private final Executor executor;
    private final Breaker breaker;
    private final BucketMeters meters;
    private final Duration patience;

    /**
     * For one bucket.
     *
     * @param patience how long a probe may run at least, so that it is remembered for the next
     *     caller
     */
    Prober(Head head, Executor executor, Breaker breaker, BucketMeters meters, Duration patience) {
        this.head = head;
        this.executor = executor;
        this.breaker = breaker;
        this.meters = meters;
        this.patience = patience;
    }

    Presence probe(PresenceCache cache, PresenceCache.Slot slot, Deadline deadline) {
        if (!deadline.mayWait()) {
            return cache.known(slot).orElseGet(this::notKnown);
        }
        return await(cache.ask(slot, () -> start(slot.key(), deadline.remaining())), deadline);
    }

    private Presence notKnown() {
        return new Presence.Unknown(breaker.isOpen() ? Doubt.BREAKER_OPEN : Doubt.NOT_AT_HAND);
    }

    /**
     * The limit is enforced twice: by the SDK, which frees the thread, and here, since a socket
     * that drips can keep the SDK waiting.
     */
    private CompletableFuture<Presence> start(String key, Duration wanted) {
        if (!breaker.allows()) {
            return CompletableFuture.completedFuture(new Presence.Unknown(Doubt.BREAKER_OPEN));
        }
        Duration limit = wanted.compareTo(patience) > 0 ? wanted : patience;
        long start = System.nanoTime();
        return run(key, limit)
                .completeOnTimeout(
                        new Presence.Unknown(Doubt.TIMEOUT), limit.toNanos(), TimeUnit.NANOSECONDS)
                .exceptionally(fault -> bug(key, fault))
                .whenComplete((presence, _) -> note(presence, System.nanoTime() - start));
    }

    private CompletableFuture<Presence> run(String key, Duration limit) {
        try {
            return CompletableFuture.supplyAsync(() -> head.ask(key, limit), executor);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Presence bug(String key, Throwable fault) {
        LOG.warn("Probe of {} broke off", key, fault);
        return new Presence.Unknown(Doubt.MISCONFIGURED);
    }

    private void note(Presence presence, long nanos) {
        if (presence instanceof Presence.Unknown(Doubt doubt)) {
            breaker.doubted(doubt);
        } else {
            breaker.answered();
        }
        meters.probed(presence, Duration.ofNanos(nanos));
    }

    private static Presence await(CompletableFuture<Presence> answer, Deadline deadline) {
        try {
            return answer.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return new Presence.Unknown(Doubt.TIMEOUT);
        } catch (ExecutionException e) {
            return bug("an object", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Presence.Unknown(Doubt.TIMEOUT);
        }
    }
}
