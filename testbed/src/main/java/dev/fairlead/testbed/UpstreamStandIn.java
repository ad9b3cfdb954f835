package dev.fairlead.testbed;

import java.io.IOException;
import java.net.URI;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * An upstream on loopback, a registry or a mirror or a CDN, that answers as it is told: 404 where
 * it was told nothing, and an echo of the body for PUT and POST. Paths are raw. Thread-safe.
 */
public final class UpstreamStandIn implements AutoCloseable {
    private final Map<String, Function<RecordedRequest, Reply>> routes = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> sent = new ConcurrentHashMap<>();
    private final RequestLog log = new RequestLog();
    private final Faults faults = new Faults();
    private final FaultInjector injector = new FaultInjector(faults, (to, e) -> e.writeAsText(to));
    private final Function<RecordedRequest, Reply> otherwise;
    private final Map<String, PublicKey> keys = new ConcurrentHashMap<>();
    private final LoopbackServer server;

    private UpstreamStandIn(int port, Function<RecordedRequest, Reply> otherwise) {
        this.otherwise = otherwise;
        this.server = LoopbackServer.start(port, this::answer);
    }

    /** Starts on a port of loopback, on a free one for 0. */
    public static UpstreamStandIn start(int port) {
        return start(port, _ -> Reply.status(404));
    }

    /** Starts with an answer for all the paths that are not told otherwise. */
    public static UpstreamStandIn start(int port, Function<RecordedRequest, Reply> otherwise) {
        return new UpstreamStandIn(port, otherwise);
    }

    /** Starts a CDN over a bucket of the stand-in, with the same paths and without signatures. */
    public static UpstreamStandIn cdnOver(S3StandIn s3, String bucket) {
        return start(
                0,
                request ->
                        s3.get(bucket, Percent.decode(request.path().substring(1)))
                                .map(Reply::of)
                                .orElse(Reply.status(404)));
    }

    /** From now on answers 403 to every request whose URL none of these keys signed. */
    public UpstreamStandIn requireSignatures(CdnKey... trusted) {
        for (CdnKey key : trusted) {
            keys.put(key.id(), key.publicKey());
        }
        return this;
    }

    public URI endpoint() {
        return server.endpoint();
    }

    public void serve(String path, byte[] content) {
        serve(path, Reply.of(content));
    }

    public void serve(String path, byte[] content, Map<String, String> headers) {
        serve(path, Reply.of(content).with(headers));
    }

    public void serve(String path, Reply reply) {
        serve(path, _ -> reply);
    }

    /** Answers by what is asked, for example 401 where a token is missing. */
    public void serve(String path, Function<RecordedRequest, Reply> answer) {
        routes.put(path, answer);
    }

    public void remove(String path) {
        routes.remove(path);
    }

    /** How many bytes of bodies of this path were taken by clients so far, to within buffers. */
    public long bytesSent(String path) {
        return counter(path).get();
    }

    /** The faults, whose scopes are raw paths. */
    public Faults faults() {
        return faults;
    }

    public void fail(Fault fault) {
        faults.fail(fault);
    }

    public void fail(String path, Fault fault) {
        faults.fail(path, fault);
    }

    public void healAll() {
        faults.healAll();
    }

    public RequestLog log() {
        return log;
    }

    /** The latest requests of one path, oldest first. */
    public List<RecordedRequest> requests(String path) {
        return log.all().stream().filter(request -> request.path().equals(path)).toList();
    }

    @Override
    public void close() {
        faults.healAll();
        server.close();
    }

    private void answer(Exchange exchange) throws IOException, InterruptedException {
        RequestLog.Entry entry = log.add(RecordedRequest.of(exchange.head()));
        exchange.onStatus(entry::answered);
        String path = exchange.head().rawPath();
        if (injector.admits(exchange, path)) {
            byte[] body = exchange.body().readAllBytes();
            entry.received(body.length);
            new ReplyWriter(exchange, reply(entry.request(), body), counter(path)).write();
        }
    }

    private Reply reply(RecordedRequest request, byte[] body) {
        if (!keys.isEmpty() && !isSigned(request)) {
            return Reply.status(403);
        }
        Function<RecordedRequest, Reply> route = routes.get(request.path());
        if (route != null) {
            return route.apply(request);
        }
        return switch (request.method()) {
            case "PUT", "POST" -> Reply.of(body).with(contentType(request));
            default -> otherwise.apply(request);
        };
    }

    private boolean isSigned(RecordedRequest request) {
        return CdnSignature.of(endpoint().toString(), request.target()).holds(keys, Instant.now());
    }

    private static Map<String, String> contentType(RecordedRequest request) {
        return request.header("content-type")
                .map(type -> Map.of("Content-Type", type))
                .orElse(Map.of());
    }

    private AtomicLong counter(String path) {
        return sent.computeIfAbsent(path, _ -> new AtomicLong());
    }
}
