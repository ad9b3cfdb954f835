package dev.fairlead.rhcos.mirror;

import dev.fairlead.rhcos.mirror.MirrorStore.State;
import dev.fairlead.rhcos.stream.Problem;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Brings items to a store, several at a time, and tells everything that went wrong. */
public final class Mirror {
    private final MirrorStore store;
    private final Download download;
    private final Executor threads;
    private final Retries retries;
    private final int parallel;
    private final AtomicBoolean storeFailed = new AtomicBoolean();

    public Mirror(MirrorStore store, Fetch fetch, Executor threads, Retries retries, int parallel) {
        this.store = store;
        this.download = new Download(fetch, store, threads);
        this.threads = threads;
        this.retries = retries;
        this.parallel = parallel;
    }

    /** An item and what the store says of it. */
    public record Planned(Item item, State state) {}

    /** Looks what is there already; what can't be looked at is a problem. */
    public List<Planned> plan(List<Item> items, List<Problem> problems) {
        List<Planned> plan = new ArrayList<>();
        each(
                items,
                problems,
                item -> {
                    State state = store.state(item);
                    synchronized (plan) {
                        plan.add(new Planned(item, state));
                    }
                });
        return plan;
    }

    /** Fetches items; what this returns is what could not be had. */
    public List<Problem> fetch(List<Item> items, Progress progress) {
        List<Problem> problems = new ArrayList<>();
        each(items, problems, item -> fetch(item, progress));
        return problems;
    }

    private void fetch(Item item, Progress progress) throws Denied, IOException {
        for (int attempt = 0; ; attempt++) {
            try {
                download.attempt(item, bytes -> progress.came(item, bytes));
                progress.done(item);
                return;
            } catch (Denied e) {
                if (!e.isPassing() || attempt + 1 >= retries.attempts() || storeFailed.get()) {
                    throw e;
                }
                retries.pause(attempt);
            }
        }
    }

    private interface Step {
        void take(Item item) throws Denied, IOException;
    }

    private void each(List<Item> items, List<Problem> problems, Step step) {
        Semaphore free = new Semaphore(parallel);
        ConcurrentLinkedQueue<Problem> found = new ConcurrentLinkedQueue<>();
        CompletableFuture.allOf(
                        items.stream()
                                .map(i -> run(i, step, free, found::add))
                                .toArray(CompletableFuture[]::new))
                .join();
        problems.addAll(found);
    }

    private CompletableFuture<Void> run(
            Item item, Step step, Semaphore free, Consumer<Problem> problems) {
        return CompletableFuture.runAsync(
                () -> {
                    free.acquireUninterruptibly();
                    try {
                        step.take(item);
                    } catch (Denied e) {
                        problems.accept(
                                new Problem(
                                        "not-fetched",
                                        item.where(),
                                        item.source() + " " + e.getMessage()));
                    } catch (IOException e) {
                        // A full disk fails for the others too; they needn't wait and try again.
                        storeFailed.set(true);
                        problems.accept(
                                new Problem(
                                        "not-stored",
                                        item.where(),
                                        item.name() + ": " + e.getMessage()));
                    } finally {
                        free.release();
                    }
                },
                threads);
    }
}
