package dev.fairlead.testbed;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** Sends a reply, or the part of it that a client asked for, and counts what it took. */
final class ReplyWriter {
    private final Exchange exchange;
    private final Reply reply;
    private final AtomicLong sent;

    ReplyWriter(Exchange exchange, Reply reply, AtomicLong sent) {
        this.exchange = exchange;
        this.reply = reply;
        this.sent = sent;
    }

    void write() throws IOException {
        if (isUnchanged()) {
            exchange.begin(304, fields(), OptionalLong.empty()).close();
            return;
        }
        long length = reply.payload().length();
        switch (range(length)) {
            case ByteRange.Whole() -> send(reply.status(), fields(), 0, length);
            case ByteRange.Part(long first, long count) -> {
                String range = "bytes " + first + "-" + (first + count - 1) + "/" + length;
                send(206, fields().with("Content-Range", range), first, count);
            }
            case ByteRange.Unsatisfiable() ->
                    send(416, HttpFields.of("Content-Range", "bytes */" + length), 0, 0);
        }
    }

    private void send(int status, HttpFields fields, long from, long count) throws IOException {
        OptionalLong length = reply.chunked() ? OptionalLong.empty() : OptionalLong.of(count);
        try (OutputStream to = exchange.begin(status, fields, length)) {
            if (!exchange.head().isHead()) {
                reply.payload().write(new CountingOutput(to, sent), from, count);
            }
        }
    }

    private HttpFields fields() {
        HttpFields fields = HttpFields.of(reply.headers());
        boolean ranges = reply.status() == 200 && !reply.chunked();
        return ranges ? fields.with("Accept-Ranges", "bytes") : fields;
    }

    private ByteRange range(long length) {
        boolean ranges = reply.status() == 200 && !reply.chunked() && ifRangeHolds();
        return ranges && exchange.head().method().equals("GET")
                ? asked("Range")
                        .map(field -> ByteRange.of(field, length))
                        .orElse(new ByteRange.Whole())
                : new ByteRange.Whole();
    }

    private boolean ifRangeHolds() {
        Optional<String> condition = asked("If-Range");
        return condition.isEmpty()
                || condition.equals(reply.header("ETag"))
                || condition.equals(reply.header("Last-Modified"));
    }

    private boolean isUnchanged() {
        return reply.status() == 200
                && reply.header("ETag").isPresent()
                && reply.header("ETag").equals(asked("If-None-Match"));
    }

    private Optional<String> asked(String name) {
        return exchange.head().fields().first(name);
    }
}
