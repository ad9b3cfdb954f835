package dev.fairlead.rhcos.stream;

import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.Upstream;
import dev.fairlead.spi.Upstreams;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/** Asks a mirror what it has, several files at a time. */
final class MirrorContents {
    private static final int AT_ONCE = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Upstreams upstreams;
    private final Executor threads;
    private final Semaphore free = new Semaphore(AT_ONCE);

    MirrorContents(Upstreams upstreams, Executor threads) {
        this.upstreams = upstreams;
        this.threads = threads;
    }

    /** What the mirror says about a file. */
    enum Holding {
        THERE,
        ABSENT,
        /** It didn't say; a link that may be dead is none to give. */
        UNKNOWN
    }

    Map<String, Holding> ask(Collection<String> urls) {
        Map<String, Holding> answers = new ConcurrentHashMap<>();
        Deadline deadline = Deadline.in(PATIENCE);
        CompletableFuture.allOf(
                        urls.stream()
                                .distinct()
                                .map(url ->
                                        CompletableFuture.runAsync(
                                                () -> answers.put(url, ask(url, deadline)),
                                                threads))
                                .toArray(CompletableFuture[]::new))
                .join();
        return answers;
    }

    private Holding ask(String url, Deadline deadline) {
        free.acquireUninterruptibly();
        try {
            URI uri = URI.create(url);
            Upstream.Call call = new Upstream.Call(uri.getRawPath(), Map.of(), deadline);
            return switch (upstreams.open(uri.resolve("/")).head(call)) {
                case Upstream.Reply.Answered answered -> judge(answered.status());
                case Upstream.Reply.Unanswered _ -> Holding.UNKNOWN;
            };
        } finally {
            free.release();
        }
    }

    /** A redirect leads to what is there: a mirror may be a router such as this. */
    private static Holding judge(int status) {
        return switch (status) {
            case 200, 301, 302, 303, 307, 308 -> Holding.THERE;
            case 403, 404, 410 -> Holding.ABSENT; // S3 says 403 to who may not list
            default -> Holding.UNKNOWN;
        };
    }
}
