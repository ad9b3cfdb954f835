package dev.fairlead.testbed;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The URL of a function on loopback: requests become events, what the function returns becomes
 * their answers. Thread-safe.
 */
public final class FunctionUrl implements AutoCloseable {
    private final InstantSource clock = Clock.systemUTC();
    private final RequestLog log = new RequestLog();
    private final Faults faults = new Faults();
    private final FaultInjector injector = new FaultInjector(faults, (to, e) -> e.writeAsText(to));
    private final Optional<SignedCaller> caller;
    private final Invocable function;
    private final LoopbackServer server;

    private FunctionUrl(Invocable function, Optional<Credentials> credentials) {
        this.function = function;
        this.caller =
                credentials.map(known ->
                        new SignedCaller(
                                "lambda", SignedCaller.Errors.OF_JSON_PROTOCOL, known, clock));
        this.server = LoopbackServer.start(0, this::answer);
    }

    /** Starts one of the kind {@code NONE}: anybody may ask. */
    public static FunctionUrl open(Invocable function) {
        return new FunctionUrl(function, Optional.empty());
    }

    /** Starts one of the kind {@code AWS_IAM}: who asks has to sign for the service lambda. */
    public static FunctionUrl signed(Invocable function, Credentials credentials) {
        return new FunctionUrl(function, Optional.of(credentials));
    }

    public URI endpoint() {
        return server.endpoint();
    }

    /** All requests, refused ones included. */
    public RequestLog log() {
        return log;
    }

    /** The faults, whose scopes are raw paths. */
    public Faults faults() {
        return faults;
    }

    @Override
    public void close() {
        faults.healAll();
        server.close();
    }

    private void answer(Exchange exchange) throws IOException, InterruptedException {
        RequestHead head = exchange.head();
        Optional<SigningClaim> claim = caller.flatMap(_ -> SigningClaim.of(head));
        RequestLog.Entry entry =
                log.add(RecordedRequest.of(head, "", "", claim.map(SigningClaim::accessKeyId)));
        exchange.onStatus(entry::answered);
        if (!injector.admits(exchange, head.rawPath())) {
            return;
        }
        byte[] body = exchange.body().readAllBytes();
        entry.received(body.length);
        Optional<ServiceError> refusal = caller.flatMap(c -> c.refusal(head, claim, body));
        if (refusal.isPresent()) {
            refusal.get().writeAsJson(exchange);
        } else {
            byte[] event = new UrlEvent(head, body, clock.instant()).json(claim);
            UrlAnswer.of(function.invoke(event).join()).write(exchange);
        }
    }
}
