package dev.fairlead.testbed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;

/** Sends exchanges on to an embedded s3proxy and streams both ways. */
final class S3Relay {
    /** RFC 9110 section 7.6.1; the JDK's client offers h2c with each first request. */
    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "keep-alive", "upgrade", "http2-settings");

    private final int port;
    private final Deque<RelayLink> idle = new ConcurrentLinkedDeque<>();

    S3Relay(int port) {
        this.port = port;
    }

    void relay(Exchange exchange, Function<ResponseHead, Verdict> judge)
            throws IOException, InterruptedException {
        RelayLink link = borrow();
        boolean reusable = false;
        try {
            reusable = relay(exchange, link, judge);
        } finally {
            if (reusable) {
                link.touch();
                idle.push(link);
            } else {
                link.close();
            }
        }
    }

    private boolean relay(Exchange exchange, RelayLink link, Function<ResponseHead, Verdict> judge)
            throws IOException, InterruptedException {
        RequestHead head = withoutHopByHop(exchange.head());
        link.sendHead(head);
        Optional<ResponseHead> early = early(exchange, link);
        Optional<Thread> upload = early.isEmpty() ? upload(exchange, link) : Optional.empty();
        ResponseHead answer = early.isPresent() ? early.get() : ResponseHead.readFinal(link.in());
        InputStream content = Bodies.ofResponse(answer, head, link.in());
        if (upload.isPresent()) {
            content = afterUpload(upload.get(), content);
        }
        deliver(exchange, judge.apply(answer), content);
        // After an upload nobody knows how much of it s3proxy has read.
        return !head.hasBody() && !answer.fields().says("Connection", "close");
    }

    /** The answer to a client that waits before it sends a body, if s3proxy does not want it. */
    private static Optional<ResponseHead> early(Exchange exchange, RelayLink link)
            throws IOException {
        return exchange.owesContinue()
                ? Optional.of(ResponseHead.read(link.in())).filter(head -> head.status() >= 200)
                : Optional.empty();
    }

    /** Both ways at once, for s3proxy may answer before it has the whole body. */
    private static Optional<Thread> upload(Exchange exchange, RelayLink link) throws IOException {
        if (!exchange.head().hasBody()) {
            return Optional.empty();
        }
        InputStream body = exchange.body();
        return Optional.of(Thread.startVirtualThread(() -> link.sendBody(exchange.head(), body)));
    }

    /**
     * Holds a refusal until the body has come: the JDK's client loses an answer that arrives right
     * behind "100 Continue". It is read first, for s3proxy may reset the connection after it.
     */
    private static InputStream afterUpload(Thread upload, InputStream content)
            throws IOException, InterruptedException {
        byte[] all = content.readAllBytes();
        upload.join();
        return new ByteArrayInputStream(all);
    }

    private static void deliver(Exchange exchange, Verdict verdict, InputStream content)
            throws IOException {
        switch (verdict) {
            case Verdict.Pass(ResponseHead answer) -> pass(exchange, answer, content);
            case Verdict.Replace(ServiceError error) -> {
                content.transferTo(OutputStream.nullOutputStream());
                error.writeAsS3(exchange);
            }
        }
    }

    private static void pass(Exchange exchange, ResponseHead answer, InputStream content)
            throws IOException {
        try (OutputStream to =
                exchange.begin(answer.status(), answer.fields(), answer.contentLength())) {
            Bodies.pump(content, to);
        }
    }

    private static RequestHead withoutHopByHop(RequestHead head) {
        return new RequestHead(head.method(), head.target(), head.fields().without(HOP_BY_HOP));
    }

    private RelayLink borrow() throws IOException {
        for (RelayLink link = idle.poll(); link != null; link = idle.poll()) {
            if (link.isFresh()) {
                return link;
            }
            link.close();
        }
        return RelayLink.open(port);
    }
}
