package dev.fairlead.rhcos.mirror;

import dev.fairlead.rhcos.mirror.Fetch.Answer;
import dev.fairlead.rhcos.mirror.MirrorStore.Writing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/** One attempt at one file: what an earlier one left is digested again, and the rest asked for. */
final class Download {
    private static final int BUFFER = 1 << 18;

    private final Fetch fetch;
    private final MirrorStore store;
    private final Executor threads;

    Download(Fetch fetch, MirrorStore store, Executor threads) {
        this.fetch = fetch;
        this.store = store;
        this.threads = threads;
    }

    /**
     * @param progress is told of bytes that came
     * @throws IOException when the store fails
     */
    void attempt(Item item, LongConsumer progress) throws Denied, IOException {
        try (Writing writing = store.write(item);
                Digests digests = Digests.of(item, threads)) {
            Optional<String> tag = writing.entityTag();
            if (tag.isPresent()) {
                try (InputStream before = writing.before()) {
                    digests.updateAll(before);
                }
            }
            if (digests.bytes() == 0) {
                fetchAll(item, writing, digests, progress);
            } else {
                fetchRest(item, writing, digests, tag.orElse(""), progress);
            }
        }
    }

    private void fetchAll(Item item, Writing writing, Digests digests, LongConsumer progress)
            throws Denied, IOException {
        try (Answer answer = fetch.get(item.source(), Map.of())) {
            takeWhole(item, writing, digests, answer, progress);
        }
    }

    /** RFC 9110 13.1.5: the whole file comes instead if it is another one by now. */
    private void fetchRest(
            Item item, Writing writing, Digests digests, String tag, LongConsumer progress)
            throws Denied, IOException {
        Map<String, String> fields =
                Map.of("Range", "bytes=" + digests.bytes() + "-", "If-Range", tag);
        try (Answer answer = fetch.get(item.source(), fields)) {
            if (answer.status() == 206 && continues(answer, digests.bytes())) {
                progress.accept(digests.bytes());
                receive(writing, digests, answer, progress);
                finish(item, writing, digests, true);
                return;
            }
            if (answer.status() == 416) { // it was whole before: digests decide
                finish(item, writing, digests, true);
                return;
            }
            try (Digests afresh = Digests.of(item, threads)) {
                takeWhole(item, writing, afresh, answer, progress);
            }
        }
    }

    private static boolean continues(Answer answer, long from) {
        return answer.fields()
                .first("Content-Range")
                .filter(range -> range.startsWith("bytes " + from + "-"))
                .isPresent();
    }

    private void takeWhole(
            Item item, Writing writing, Digests digests, Answer answer, LongConsumer progress)
            throws Denied, IOException {
        requireFile(item, answer);
        writing.restart(answer.fields().first("ETag"));
        receive(writing, digests, answer, progress);
        finish(item, writing, digests, false);
    }

    private static void requireFile(Item item, Answer answer) throws Denied {
        if (answer.status() != 200) {
            throw Denied.byStatus(answer.status());
        }
        String type = answer.fields().first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("text/html")) {
            throw Denied.forGood("answers 200 with a web page (text/html)");
        }
        String length = answer.fields().first("Content-Length").orElse("");
        if (item.bytes().isPresent()
                && !length.isEmpty()
                && !length.equals(Long.toString(item.bytes().getAsLong()))) {
            throw Denied.forGood("has " + length + " bytes, not " + item.bytes().getAsLong());
        }
    }

    private static void receive(
            Writing writing, Digests digests, Answer answer, LongConsumer progress)
            throws Denied, IOException {
        long expected = answer.fields().first("Content-Length").map(Long::parseLong).orElse(-1L);
        byte[] buffer = new byte[BUFFER];
        OutputStream out = writing.stream();
        long got = 0;
        for (int n = read(answer, buffer); n >= 0; n = read(answer, buffer)) {
            out.write(buffer, 0, n);
            digests.update(buffer, n);
            progress.accept(n);
            got += n;
        }
        if (expected >= 0 && got != expected) {
            throw Denied.forNow("sent " + got + " of " + expected + " bytes");
        }
    }

    private static int read(Answer answer, byte[] buffer) throws Denied {
        try {
            return answer.body().read(buffer);
        } catch (IOException e) {
            throw Denied.forNow("broke off (" + e.getMessage() + ")");
        }
    }

    private static void finish(Item item, Writing writing, Digests digests, boolean resumed)
            throws Denied, IOException {
        Optional<String> mismatch = digests.mismatch(item);
        if (mismatch.isPresent()) {
            writing.restart(Optional.empty());
            // What was kept may be a part of another file: then the next attempt is whole.
            throw resumed ? Denied.forNow(mismatch.get()) : Denied.forGood(mismatch.get());
        }
        writing.finish();
    }
}
