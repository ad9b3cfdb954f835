package dev.fairlead.testbed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The latest requests of a stand-in, and how many there were; thread-safe. */
public final class RequestLog {
    private static final int CAPACITY = 10_000;

    private final Deque<Entry> latest = new ArrayDeque<>();
    private final Map<String, Long> counts = new HashMap<>();
    private volatile Consumer<RecordedRequest> listener = _ -> {};
    private long total;

    RequestLog() {}

    /** Tells of each request from now on, before its client sees a byte of the answer. */
    public void onAnswer(Consumer<RecordedRequest> told) {
        listener = told;
    }

    /** The latest requests, oldest first. */
    public synchronized List<RecordedRequest> all() {
        return latest.stream().map(entry -> entry.request).toList();
    }

    /** How many requests there were since the log was cleared, dropped ones included. */
    public synchronized long count() {
        return total;
    }

    /** How many requests used this method, dropped ones included. */
    public synchronized long count(String method) {
        return counts.getOrDefault(method, 0L);
    }

    /** Forgets everything. */
    public synchronized void clear() {
        latest.clear();
        counts.clear();
        total = 0;
    }

    synchronized Entry add(RecordedRequest request) {
        Entry entry = new Entry(request);
        if (latest.size() == CAPACITY) {
            latest.removeFirst();
        }
        latest.addLast(entry);
        counts.merge(request.method(), 1L, Long::sum);
        total++;
        return entry;
    }

    /** A request whose end is not known yet. */
    final class Entry {
        private RecordedRequest request;

        private Entry(RecordedRequest request) {
            this.request = request;
        }

        void answered(int status) {
            change(seen -> seen.answered(status));
            listener.accept(request());
        }

        void received(long bytes) {
            change(seen -> seen.received(bytes));
        }

        RecordedRequest request() {
            synchronized (RequestLog.this) {
                return request;
            }
        }

        private void change(UnaryOperator<RecordedRequest> change) {
            synchronized (RequestLog.this) {
                request = change.apply(request);
            }
        }
    }
}
