package dev.fairlead.testbed;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * S3 on loopback, buckets of all regions at one endpoint: s3proxy verifies SigV4, and a front
 * before it adds what AWS refuses besides, the faults and the log. Takes path style and {@code
 * bucket.localhost}. Thread-safe.
 */
public final class S3StandIn implements AutoCloseable {
    private final Buckets buckets = new Buckets();
    private final Faults faults = new Faults();
    private final RequestLog log = new RequestLog();
    private final FaultInjector injector = new FaultInjector(faults, (to, e) -> e.writeAsS3(to));
    private final S3Rules rules;
    private final EmbeddedS3 embedded;
    private final S3Relay pathStyle;
    private final S3Relay virtualHosted;
    private final LoopbackServer server;

    private S3StandIn(int port, Credentials credentials, EmbeddedS3 embedded) {
        this.embedded = embedded;
        rules = new S3Rules(credentials, buckets, Clock.systemUTC());
        pathStyle = new S3Relay(embedded.port(false));
        virtualHosted = new S3Relay(embedded.port(true));
        server = LoopbackServer.start(port, this::answer);
    }

    /** Starts on a port of loopback, on a free one for 0. */
    public static S3StandIn start(int port, Credentials credentials) {
        EmbeddedS3 embedded = new EmbeddedS3(credentials);
        try {
            return new S3StandIn(port, credentials, embedded);
        } catch (TestbedException e) {
            embedded.close();
            throw e;
        }
    }

    public URI endpoint() {
        return server.endpoint();
    }

    /** Creates a bucket whose requests must be signed for its region. */
    public void createBucket(String bucket, String region) {
        embedded.createBucket(bucket);
        buckets.created(bucket, region);
    }

    /** With false, a missing key is answered 403 and not 404, as AWS does without s3:ListBucket. */
    public void listable(String bucket, boolean allowed) {
        buckets.listable(bucket, allowed);
    }

    public void put(String bucket, String key, byte[] content) {
        embedded.put(bucket, key, content);
    }

    public void put(String bucket, Blob blob) {
        embedded.put(bucket, blob.key(), blob.bytes());
    }

    public Optional<byte[]> get(String bucket, String key) {
        return embedded.get(bucket, key);
    }

    /** The keys of uploads in parts that were neither completed nor aborted. */
    public List<String> unfinishedUploads(String bucket) {
        return embedded.unfinishedUploads(bucket);
    }

    public void delete(String bucket, String key) {
        embedded.delete(bucket, key);
    }

    /** The faults, whose scopes are buckets. */
    public Faults faults() {
        return faults;
    }

    public void fail(String bucket, Fault fault) {
        faults.fail(bucket, fault);
    }

    public void fail(String bucket, String method, Fault fault) {
        faults.fail(bucket, method, fault);
    }

    public void heal(String bucket) {
        faults.heal(bucket);
    }

    public void healAll() {
        faults.healAll();
    }

    public RequestLog log() {
        return log;
    }

    /** The latest requests to one bucket, oldest first. */
    public List<RecordedRequest> requests(String bucket) {
        return log.all().stream().filter(request -> request.bucket().equals(bucket)).toList();
    }

    @Override
    public void close() {
        faults.healAll();
        server.close();
        embedded.close();
    }

    private void answer(Exchange exchange) throws IOException, InterruptedException {
        S3Request request = S3Request.of(exchange.head());
        exchange.onStatus(log.add(request.recorded())::answered);
        if (!injector.admits(exchange, request.bucket())) {
            return;
        }
        Optional<ServiceError> refusal = rules.refusal(request);
        if (refusal.isPresent()) {
            refusal.get().writeAsS3(exchange);
        } else {
            S3Relay relay = request.address().virtualHosted() ? virtualHosted : pathStyle;
            relay.relay(exchange, answer -> judge(request, answer));
        }
    }

    private Verdict judge(S3Request request, ResponseHead answer) {
        String bucket = request.bucket();
        if (answer.status() == 404 && request.readsObject() && !buckets.isListable(bucket)) {
            return new Verdict.Replace(S3Rules.accessDenied());
        }
        if (answer.status() < 300) {
            remember(request);
        }
        return new Verdict.Pass(request.isToBucket("HEAD") ? withRegion(bucket, answer) : answer);
    }

    /** Buckets that clients create are of the region for which they signed. */
    private void remember(S3Request request) {
        boolean plain = request.head().query().isEmpty();
        if (plain && request.isToBucket("PUT")) {
            request.claim().ifPresent(claim -> buckets.created(request.bucket(), claim.region()));
        } else if (plain && request.isToBucket("DELETE")) {
            buckets.deleted(request.bucket());
        }
    }

    private ResponseHead withRegion(String bucket, ResponseHead answer) {
        return buckets.region(bucket)
                .map(region -> answer.fields().with("x-amz-bucket-region", region))
                .map(fields -> new ResponseHead(answer.status(), fields))
                .orElse(answer);
    }
}
