package dev.fairlead.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lambda's Invoke API on loopback, with the caller's signature verified. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Lambda: Invoke</a>
 */
public final class LambdaStandIn implements AutoCloseable {
    private static final Pattern PATH =
            Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");
    private static final String ACTION = "Invoke";

    private final List<AcceptedEvent> accepted = new CopyOnWriteArrayList<>();
    private final RequestLog log = new RequestLog();
    private final Faults faults = new Faults();
    private final FaultInjector injector = new FaultInjector(faults, (to, e) -> e.writeAsJson(to));
    private final SignedCaller caller;
    private final Invocable function;
    private final LoopbackServer server;

    private LambdaStandIn(int port, Credentials credentials, Invocable function) {
        this.caller =
                new SignedCaller(
                        "lambda",
                        SignedCaller.Errors.OF_JSON_PROTOCOL,
                        credentials,
                        Clock.systemUTC());
        this.function = function;
        this.server = LoopbackServer.start(port, this::answer);
    }

    /** Starts on a port of loopback; whatever name is invoked, it is this function. */
    public static LambdaStandIn start(int port, Credentials credentials, Invocable function) {
        return new LambdaStandIn(port, credentials, function);
    }

    public URI endpoint() {
        return server.endpoint();
    }

    /** The events of asynchronous invocations that were accepted, oldest first. */
    public List<AcceptedEvent> accepted() {
        return List.copyOf(accepted);
    }

    /** All requests, refused ones included. */
    public RequestLog log() {
        return log;
    }

    /** The faults; the only scope is everything. */
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
        Optional<SigningClaim> claim = SigningClaim.of(head);
        RequestLog.Entry entry =
                log.add(RecordedRequest.of(head, "", "", claim.map(SigningClaim::accessKeyId)));
        exchange.onStatus(entry::answered);
        if (!injector.admits(exchange, ACTION)) {
            return;
        }
        byte[] payload = exchange.body().readAllBytes();
        entry.received(payload.length);
        Optional<ServiceError> refusal = caller.refusal(head, claim, payload);
        Matcher path = PATH.matcher(head.rawPath());
        if (refusal.isPresent()) {
            refusal.get().writeAsJson(exchange);
        } else if (!head.method().equals("POST") || !path.matches()) {
            ServiceError.of(404, "ResourceNotFoundException", "no such action")
                    .writeAsJson(exchange);
        } else {
            invoke(exchange, claim.orElseThrow().region(), Percent.decode(path.group(1)), payload);
        }
    }

    private void invoke(Exchange exchange, String region, String name, byte[] payload)
            throws IOException {
        String type =
                exchange.head().fields().first("X-Amz-Invocation-Type").orElse("RequestResponse");
        switch (type) {
            case "Event" -> {
                accepted.add(
                        new AcceptedEvent(
                                qualified(exchange, name), region, new String(payload, UTF_8)));
                var _ = function.invoke(payload); // nobody waits for it
                exchange.reply(202, HttpFields.NONE, new byte[0]);
            }
            case "RequestResponse" -> respond(exchange, function.invoke(payload).join());
            default ->
                    ServiceError.of(400, "InvalidParameterValueException", "type " + type)
                            .writeAsJson(exchange);
        }
    }

    private static String qualified(Exchange exchange, String name) {
        return exchange.head().query().first("Qualifier").map(q -> name + ":" + q).orElse(name);
    }

    /** What the function did wrong is no error of the call. */
    private static void respond(Exchange exchange, Outcome outcome) throws IOException {
        HttpFields fields = HttpFields.of("Content-Type", "application/json");
        switch (outcome) {
            case Outcome.Response response -> exchange.reply(200, fields, response.bytes());
            case Outcome.Failure failure ->
                    exchange.reply(
                            200,
                            fields.with("X-Amz-Function-Error", "Unhandled"),
                            failure.json().getBytes(UTF_8));
        }
    }
}
