package dev.fairlead.rpm;

import dev.fairlead.rpm.Availability.Available;
import dev.fairlead.rpm.Availability.Unavailable;
import dev.fairlead.rpm.upload.UploadWork;
import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.Doubt;
import dev.fairlead.spi.ObjectStore;
import dev.fairlead.spi.Presence;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Asks the source and the bucket at the same time. */
final class Probes {
    /** Who is sent to the source anyway doesn't wait for a bucket that is slow. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Source source;
    private final ObjectStore store;
    private final Duration timeout;
    private final Executor threads;
    private final Map<String, CompletableFuture<Availability>> running = new ConcurrentHashMap<>();

    Probes(Source source, ObjectStore store, Duration timeout, Executor threads) {
        this.source = source;
        this.store = store;
        this.timeout = timeout;
        this.threads = threads;
    }

    Found ask(UploadWork file) {
        Deadline deadline = Deadline.in(timeout);
        CompletableFuture<Presence> copy =
                CompletableFuture.supplyAsync(() -> store.probe(file.key(), deadline), threads);
        Availability available =
                await(
                        shared(file.target(), deadline),
                        deadline.remaining(),
                        new Unavailable(Doubt.TIMEOUT.token()));
        Duration left = deadline.remaining();
        boolean hurry = available instanceof Available && PATIENCE.compareTo(left) < 0;
        return new Found(
                available,
                await(copy, hurry ? PATIENCE : left, new Presence.Unknown(Doubt.TIMEOUT)));
    }

    /** What is known without asking anybody, if that is all there is to know. */
    Optional<Found> fromMemory(UploadWork file) {
        return source.fromMemory(file.target())
                .map(available -> new Found(available, store.probe(file.key(), Deadline.AT_ONCE)))
                .filter(found -> !found.copy().equals(new Presence.Unknown(Doubt.NOT_AT_HAND)));
    }

    /** Who asks for the same at the same time gets the same answer: jobs start in herds. */
    private CompletableFuture<Availability> shared(String target, Deadline deadline) {
        CompletableFuture<Availability> own = new CompletableFuture<>();
        CompletableFuture<Availability> other = running.putIfAbsent(target, own);
        if (other != null) {
            return other;
        }
        own.completeAsync(() -> source.ask(target, deadline), threads)
                .whenComplete((_, _) -> running.remove(target, own));
        return own;
    }

    /** Waits on a copy: others may wait for the same, and what is late may still be remembered. */
    private static <T> T await(CompletableFuture<T> answer, Duration time, T otherwise) {
        return answer.copy()
                .completeOnTimeout(otherwise, time.toNanos(), TimeUnit.NANOSECONDS)
                .join();
    }
}
