package dev.fairlead.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * The Runtime API on loopback, which hands events to one function and takes its answers.
 * Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda: the runtime
 *     API</a>
 */
public final class LambdaRuntimeStandIn implements Invocable, AutoCloseable {
    public static final String FUNCTION_NAME = "fairlead";
    public static final String FUNCTION_ARN =
            "arn:aws:lambda:us-east-1:000000000000:function:" + FUNCTION_NAME;

    /** 6 MiB and a bit for the envelope, as Lambda's own error message says. */
    public static final int MAX_RESPONSE_BYTES = 6_291_556;

    private static final String ROOT = "/2018-06-01/runtime/";
    private static final String INVOCATION = ROOT + "invocation/";

    private final Invocations invocations = new Invocations(Clock.systemUTC());
    private final CompletableFuture<Outcome.Failure> initFailure = new CompletableFuture<>();
    private final CompletableFuture<Outcome.Failure> restoreFailure = new CompletableFuture<>();
    private final CountDownLatch snapshotTaken = new CountDownLatch(1);
    private final CountDownLatch restored = new CountDownLatch(1);
    private final LoopbackServer server;

    private LambdaRuntimeStandIn(int port) {
        server = LoopbackServer.start(port, this::answer);
    }

    /** Starts on a port of loopback, on a free one for 0. */
    public static LambdaRuntimeStandIn start(int port) {
        return new LambdaRuntimeStandIn(port);
    }

    /** What {@code AWS_LAMBDA_RUNTIME_API} holds: host and port. */
    public String address() {
        return server.endpoint().getAuthority();
    }

    @Override
    public CompletableFuture<Outcome> invoke(byte[] event) {
        return invocations.add(event);
    }

    public InvocationCounts counts() {
        return invocations.counts();
    }

    /** Completes when the function says that it couldn't start. */
    public CompletableFuture<Outcome.Failure> initFailure() {
        return initFailure;
    }

    /** Completes when the function says that it couldn't go on after being restored. */
    public CompletableFuture<Outcome.Failure> restoreFailure() {
        return restoreFailure;
    }

    /** Waits until a function under SnapStart is ready for its snapshot. */
    public void awaitSnapshot() throws InterruptedException {
        snapshotTaken.await();
    }

    /** Lets a function under SnapStart go on, as if restored. */
    public void restore() {
        restored.countDown();
    }

    @Override
    public void close() {
        server.close();
    }

    private void answer(Exchange exchange) throws IOException, InterruptedException {
        byte[] body = exchange.body().readAllBytes();
        String path = exchange.head().rawPath();
        switch (exchange.head().method() + " " + path) {
            case "GET " + INVOCATION + "next" -> {
                Invocation next = invocations.next();
                exchange.reply(200, next.fields(), next.event().getBytes(UTF_8));
            }
            case "GET " + ROOT + "restore/next" -> {
                snapshotTaken.countDown();
                restored.await();
                reply(exchange, 200, "");
            }
            case "POST " + ROOT + "init/error" -> told(exchange, initFailure, body);
            case "POST " + ROOT + "restore/error" -> told(exchange, restoreFailure, body);
            default -> end(exchange, path, body);
        }
    }

    private static void told(
            Exchange exchange, CompletableFuture<Outcome.Failure> failure, byte[] body)
            throws IOException {
        reply(exchange, 202, "{\"status\":\"OK\"}");
        failure.complete(Outcome.Failure.of(body));
    }

    private void end(Exchange exchange, String path, byte[] body) throws IOException {
        int slash = path.lastIndexOf('/');
        String what = path.substring(slash + 1);
        if (!path.startsWith(INVOCATION) || slash < INVOCATION.length()) {
            reply(exchange, 404, error("NotFound"));
            return;
        }
        String id = path.substring(INVOCATION.length(), slash);
        switch (what) {
            case "response" -> respond(exchange, id, body);
            case "error" -> end(exchange, id, Outcome.Failure.of(body));
            default -> reply(exchange, 404, error("NotFound"));
        }
    }

    private void respond(Exchange exchange, String id, byte[] body) throws IOException {
        if (body.length <= MAX_RESPONSE_BYTES) {
            end(exchange, id, Outcome.Response.of(body));
            return;
        }
        invocations.end(
                id,
                Outcome.Failure.of(
                        "Function.ResponseSizeTooLarge",
                        "Response payload size exceeded maximum allowed payload size ("
                                + MAX_RESPONSE_BYTES
                                + " bytes)."));
        reply(exchange, 413, error("RequestEntityTooLarge"));
    }

    private void end(Exchange exchange, String id, Outcome outcome) throws IOException {
        boolean taken = invocations.end(id, outcome);
        reply(
                exchange,
                taken ? 202 : 400,
                taken ? "{\"status\":\"OK\"}" : error("InvalidRequestID"));
    }

    private static String error(String type) {
        return Outcome.Failure.of(type, "refused by the testbed").json();
    }

    private static void reply(Exchange exchange, int status, String json) throws IOException {
        exchange.reply(
                status, HttpFields.of("Content-Type", "application/json"), json.getBytes(UTF_8));
    }
}
