package dev.fairlead.testbed;

import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A function that can be invoked: one behind {@link LambdaRuntimeStandIn}, or plain code. */
@FunctionalInterface
public interface Invocable {

    /** Completes normally however the invocation ends. */
    CompletableFuture<Outcome> invoke(byte[] event);

    /** Code of this process as a function; what it throws is its failure. */
    static Invocable of(UnaryOperator<byte[]> code) {
        return event ->
                CompletableFuture.completedFuture(event)
                        .<Outcome>thenApply(given -> Outcome.Response.of(code.apply(given)))
                        .exceptionally(e -> failure(e.getCause() == null ? e : e.getCause()));
    }

    private static Outcome.Failure failure(Throwable thrown) {
        return Outcome.Failure.of(thrown.getClass().getName(), String.valueOf(thrown.getMessage()));
    }
}
