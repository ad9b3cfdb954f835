package dev.fairlead.rhcos.mirror;

import dev.fairlead.rhcos.mirror.Fetch.Answer;
import dev.fairlead.rhcos.stream.Artifact;
import dev.fairlead.rhcos.stream.Problem;
import dev.fairlead.rhcos.stream.StreamDocument;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/** Whether what a document names is served: by its head, or by all of its bytes. */
public final class ServedCheck {
    /** Of a file that may be served, and may not be: asking again may tell. */
    public static final String NOT_CHECKED = "could-not-check";

    private static final int AT_ONCE = 16;

    private final Fetch fetch;
    private final Executor threads;
    private final boolean deep;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ConcurrentLinkedQueue<Problem> problems = new ConcurrentLinkedQueue<>();

    public ServedCheck(Fetch fetch, Executor threads, boolean deep) {
        this.fetch = fetch;
        this.threads = threads;
        this.deep = deep;
    }

    public List<Problem> check(StreamDocument document) {
        List<Runnable> checks = new ArrayList<>();
        for (Artifact artifact : document.artifacts()) {
            if (isHttp(artifact.location().url())) {
                Item item = Item.of(artifact, artifact.location().baseName());
                checks.add(() -> check(item));
            }
            artifact.signature()
                    .filter(s -> isHttp(s.url()))
                    .map(s -> Item.signature(artifact, s.url(), s.baseName()))
                    .ifPresent(item -> checks.add(() -> check(item)));
        }
        CompletableFuture.allOf(
                        checks.stream()
                                .map(c -> CompletableFuture.runAsync(() -> limited(c), threads))
                                .toArray(CompletableFuture[]::new))
                .join();
        return List.copyOf(problems);
    }

    private static boolean isHttp(String url) {
        return url.matches("https?://[^\\s/]+/[^\\s]*");
    }

    private void limited(Runnable check) {
        free.acquireUninterruptibly();
        try {
            check.run();
        } finally {
            free.release();
        }
    }

    private void check(Item item) {
        boolean whole = deep && item.sha256().isPresent();
        try (Answer answer =
                whole ? fetch.get(item.source(), Map.of()) : fetch.head(item.source())) {
            if (answer.status() != 200) {
                refused(item, answer.status());
                return;
            }
            checkFields(item, answer);
            if (whole) {
                checkBytes(item, answer);
            }
        } catch (Denied e) {
            add(e.isPassing() ? NOT_CHECKED : "not-served", item, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            add("short-body", item, "breaks off (" + e.getMessage() + ")");
        }
    }

    /** S3 says 403 to who may not list: then the file isn't there either, for the public. */
    private void refused(Item item, int status) {
        switch (status) {
            case 401, 403, 404, 410 -> add("missing", item, "answers " + status);
            default ->
                    add(
                            Denied.byStatus(status).isPassing() ? NOT_CHECKED : "not-served",
                            item,
                            "answers " + status);
        }
    }

    private void checkFields(Item item, Answer answer) {
        Optional<String> type = answer.fields().first("Content-Type");
        if (type.orElse("").toLowerCase(Locale.ROOT).startsWith("text/html")) {
            add("web-page", item, "is a web page (text/html)");
        }
        Optional<String> length = answer.fields().first("Content-Length");
        if (item.bytes().isPresent()
                && length.filter(l -> !l.equals("" + item.bytes().getAsLong())).isPresent()) {
            add(
                    "wrong-length",
                    item,
                    "has " + length.orElse("") + " bytes, not " + item.bytes().getAsLong());
        }
        if (length.filter("0"::equals).isPresent()) {
            add("wrong-length", item, "is empty");
        }
        // coreos-installer and the live images read these from the middle.
        if (item.name().matches(".*(\\.iso|rootfs.*)")
                && !answer.fields().first("Accept-Ranges").orElse("").equals("bytes")) {
            add("no-ranges", item, "is served without Accept-Ranges: bytes");
        }
    }

    private void checkBytes(Item item, Answer answer) throws IOException {
        try (Digests digests = Digests.of(item, threads)) {
            digests.updateAll(answer.body());
            Optional<String> length = answer.fields().first("Content-Length");
            if (length.filter(l -> !l.equals("" + digests.bytes())).isPresent()) {
                add("short-body", item, "sent " + digests.bytes() + " of " + length.orElse(""));
                return;
            }
            digests.mismatch(item)
                    .ifPresent(m -> add("wrong-" + m.substring(0, m.indexOf(' ')), item, m));
        }
    }

    private void add(String rule, Item item, String detail) {
        problems.add(new Problem(rule, item.where(), item.source() + " " + detail));
    }
}
