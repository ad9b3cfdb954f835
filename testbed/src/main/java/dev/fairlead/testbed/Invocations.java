package dev.fairlead.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** The events that wait for a function and those that it has; thread-safe. */
final class Invocations {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);

    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Invocation> running = new ConcurrentHashMap<>();
    private final AtomicLong invoked = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong unexpected = new AtomicLong();
    private final InstantSource clock;

    Invocations(InstantSource clock) {
        this.clock = clock;
    }

    CompletableFuture<Outcome> add(byte[] event) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        invoked.incrementAndGet();
        waiting.add(
                new Invocation(
                        UUID.randomUUID().toString(),
                        new String(event, UTF_8),
                        clock.instant().plus(TIME_LIMIT),
                        outcome));
        return outcome;
    }

    /** The next event; waits for it. */
    Invocation next() throws InterruptedException {
        Invocation invocation = waiting.take();
        running.put(invocation.id(), invocation);
        return invocation;
    }

    /** False for an invocation that isn't running: unknown, or answered before. */
    boolean end(String id, Outcome outcome) {
        Invocation invocation = running.remove(id);
        if (invocation == null) {
            unexpected.incrementAndGet();
            return false;
        }
        (outcome instanceof Outcome.Failure ? failed : answered).incrementAndGet();
        return invocation.outcome().complete(outcome);
    }

    InvocationCounts counts() {
        return new InvocationCounts(
                invoked.get(),
                waiting.size(),
                running.size(),
                answered.get(),
                failed.get(),
                unexpected.get());
    }
}
