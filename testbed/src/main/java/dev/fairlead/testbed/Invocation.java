package dev.fairlead.testbed;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** An event on its way through a function. */
record Invocation(String id, String event, Instant deadline, CompletableFuture<Outcome> outcome) {

    /** What the Runtime API says of it, with the names of its reference. */
    HttpFields fields() {
        return HttpFields.of("Content-Type", "application/json")
                .with("Lambda-Runtime-Aws-Request-Id", id)
                .with("Lambda-Runtime-Deadline-Ms", Long.toString(deadline.toEpochMilli()))
                .with("Lambda-Runtime-Invoked-Function-Arn", LambdaRuntimeStandIn.FUNCTION_ARN)
                .with(
                        "Lambda-Runtime-Trace-Id",
                        "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0");
    }
}
