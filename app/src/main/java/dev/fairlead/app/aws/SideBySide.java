package dev.fairlead.app.aws;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Does the same to each of a list, several at a time. */
final class SideBySide {
    private static final int AT_ONCE = 16;

    private SideBySide() {}

    interface Task<T, R> {
        R run(int index, T item) throws IOException;
    }

    /** The results in the order of the list; nothing runs any more once this returns or throws. */
    static <T, R> List<R> run(List<T> items, Executor threads, Task<T, R> task) throws IOException {
        Map<Integer, R> results = new ConcurrentSkipListMap<>();
        Queue<IOException> failures = new ConcurrentLinkedQueue<>();
        AtomicInteger next = new AtomicInteger();
        Runnable worker =
                () -> {
                    for (int i = next.getAndIncrement();
                            i < items.size() && failures.isEmpty();
                            i = next.getAndIncrement()) {
                        try {
                            results.put(i, task.run(i, items.get(i)));
                        } catch (IOException e) {
                            failures.add(e);
                        }
                    }
                };
        CompletableFuture<?>[] workers =
                Stream.generate(() -> CompletableFuture.runAsync(worker, threads))
                        .limit(Math.min(AT_ONCE, items.size()))
                        .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(workers).join();
        if (!failures.isEmpty()) {
            throw failures.remove();
        }
        return List.copyOf(results.values());
    }
}
