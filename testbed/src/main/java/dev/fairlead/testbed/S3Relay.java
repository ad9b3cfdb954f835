package dev.fairlead.testbed;

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

    private boolean relay(
            Exchange exchange, RelayLink link, Function<ResponseHead, Verdict> judge)
            throws IOException, InterruptedException {
        RequestHead head = withoutHopByHop(exchange.head());
        link.sendHead(head);
        Optional<Thread> upload = upload(exchange, link);
        ResponseHead answer = ResponseHead.readFinal(link.in());
        InputStream content = Bodies.ofResponse(answer, head, link.in());
        switch (judge.apply(answer)) {
            case Verdict.Pass(ResponseHead changed) -> pass(exchange, changed, content);
            case Verdict.Replace(ServiceError error) -> {
                content.transferTo(OutputStream.nullOutputStream());
                error.writeAsS3(exchange);
            }
        }
        if (upload.isPresent()) {
            upload.get().join();
        }
        // After an upload nobody knows how much of it s3proxy has read.
        return upload.isEmpty() && !answer.fields().says("Connection", "close");
    }

    /** Both ways at once, for s3proxy may answer before it has the whole body. */
    private static Optional<Thread> upload(Exchange exchange, RelayLink link) throws IOException {
        if (!exchange.head().hasBody()) {
            return Optional.empty();
        }
        InputStream body = exchange.body();
        return Optional.of(
                Thread.startVirtualThread(() -> link.sendBody(exchange.head(), body)));
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
