package dev.fairlead.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * STS on loopback: AssumeRole for the roles that were allowed, with the caller's signature verified
 * and the issued keys put where {@link S3StandIn} looks for them. Thread-safe.
 */
public final class StsStandIn implements AutoCloseable {
    private static final String ACTION = "AssumeRole";

    private final Map<String, Duration> lifeByRole = new ConcurrentHashMap<>();
    private final List<AssumedRole> assumed = new CopyOnWriteArrayList<>();
    private final RequestLog log = new RequestLog();
    private final Faults faults = new Faults();
    private final FaultInjector injector = new FaultInjector(faults, (to, e) -> e.writeAsSts(to));
    private final Credentials credentials;
    private final SignedCaller caller;
    private final LoopbackServer server;

    private StsStandIn(int port, Credentials credentials, InstantSource clock) {
        this.credentials = credentials;
        this.caller =
                new SignedCaller("sts", SignedCaller.Errors.OF_QUERY_PROTOCOL, credentials, clock);
        this.server = LoopbackServer.start(port, this::answer);
    }

    /** Starts on a port of loopback, on a free one for 0. */
    public static StsStandIn start(int port, Credentials credentials) {
        return new StsStandIn(port, credentials, Clock.systemUTC());
    }

    public URI endpoint() {
        return server.endpoint();
    }

    /** Lets a role be assumed, for at most twelve hours. */
    public void allow(String roleArn) {
        allow(roleArn, Duration.ofHours(12));
    }

    /**
     * Lets a role be assumed; a session never lasts longer than this, also less than AWS grants.
     */
    public void allow(String roleArn, Duration longestSession) {
        lifeByRole.put(roleArn, longestSession);
    }

    /** Refuses a role from now on; sessions that were granted stay. */
    public void deny(String roleArn) {
        lifeByRole.remove(roleArn);
    }

    /** The sessions granted so far, oldest first. */
    public List<AssumedRole> assumed() {
        return List.copyOf(assumed);
    }

    /** All requests, refused ones included. */
    public RequestLog log() {
        return log;
    }

    /** The faults; the only scope is everything. */
    public Faults faults() {
        return faults;
    }

    public void fail(Fault fault) {
        faults.fail(fault);
    }

    public void heal() {
        faults.healAll();
    }

    @Override
    public void close() {
        faults.healAll();
        server.close();
    }

    private void answer(Exchange exchange) throws IOException, InterruptedException {
        Optional<SigningClaim> claim = SigningClaim.of(exchange.head());
        RecordedRequest request =
                RecordedRequest.of(exchange.head(), "", "", claim.map(SigningClaim::accessKeyId));
        RequestLog.Entry entry = log.add(request);
        exchange.onStatus(entry::answered);
        if (injector.admits(exchange, ACTION)) {
            byte[] body = exchange.body().readAllBytes();
            entry.received(body.length);
            answer(exchange, claim, body);
        }
    }

    private void answer(Exchange exchange, Optional<SigningClaim> claim, byte[] body)
            throws IOException {
        Optional<ServiceError> refusal = caller.refusal(exchange.head(), claim, body);
        AssumeRoleCall call = AssumeRoleCall.of(new String(body, UTF_8));
        if (refusal.isEmpty()) {
            refusal = call.refusal(lifeByRole.keySet());
        }
        if (refusal.isPresent()) {
            refusal.get().writeAsSts(exchange);
            return;
        }
        AccessKey issued = credentials.issue(lifeOf(call));
        assumed.add(call.granted(claim.orElseThrow(), issued));
        byte[] answer = call.answer(issued).getBytes(UTF_8);
        exchange.reply(200, HttpFields.of("Content-Type", "text/xml"), answer);
    }

    private Duration lifeOf(AssumeRoleCall call) {
        Duration longest = lifeByRole.getOrDefault(call.roleArn(), call.life());
        return call.life().compareTo(longest) < 0 ? call.life() : longest;
    }
}
