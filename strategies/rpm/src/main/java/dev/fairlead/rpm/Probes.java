package dev.fairlead.rpm;

import dev.fairlead.rpm.Availability.Unavailable;
import dev.fairlead.rpm.upload.UploadWork;
import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.Doubt;
import dev.fairlead.spi.ObjectKey;
import dev.fairlead.spi.ObjectStore;
import dev.fairlead.spi.Presence;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Asks the source and the bucket at the same time. */
final class Probes {
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

    /** Comes back when the source has answered, or has had its time. */
    Asked ask(UploadWork file) {
        Deadline deadline = Deadline.in(timeout);
        CompletableFuture<Presence> copy =
                CompletableFuture.supplyAsync(() -> store.probe(file.key(), deadline), threads);
        Availability available =
                Asked.await(
                        shared(file.target(), deadline),
                        deadline.remaining(),
                        new Unavailable(Doubt.TIMEOUT.token()));
        return new Asked(available, copy, deadline);
    }

    /** What is known without asking anybody, if that is all there is to know. */
    Optional<Asked> fromMemory(UploadWork file) {
        return source.fromMemory(file.target())
                .map(available -> new Asked(available, fromMemory(file.key()), Deadline.AT_ONCE))
                .filter(asked ->
                        !asked.soFar().copy().equals(new Presence.Unknown(Doubt.NOT_AT_HAND)));
    }

    private CompletableFuture<Presence> fromMemory(ObjectKey key) {
        return CompletableFuture.completedFuture(store.probe(key, Deadline.AT_ONCE));
    }

    /** Who asks for the same at the same time gets the same answer: jobs start in herds. */
    private CompletableFuture<Availability> shared(String target, Deadline deadline) {
        CompletableFuture<Availability> own = new CompletableFuture<>();
        CompletableFuture<Availability> other = running.putIfAbsent(target, own);
        if (other != null) {
            return other;
        }
        return own.completeAsync(() -> ask(target, deadline, own), threads);
    }

    /** Who comes once it is answered asks anew. */
    private Availability ask(
            String target, Deadline deadline, CompletableFuture<Availability> own) {
        try {
            return source.ask(target, deadline);
        } finally {
            running.remove(target, own);
        }
    }
}
