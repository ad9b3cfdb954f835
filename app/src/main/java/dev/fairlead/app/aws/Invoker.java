package dev.fairlead.app.aws;

import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.Doubt;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Leaves events with a function, which gets them later and in whichever environment.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html">Lambda:
 *     asynchronous invocation</a>
 */
public final class Invoker {
    private static final Logger LOG = LoggerFactory.getLogger(Invoker.class);

    private final InvokedFunction function;
    private final Supplier<LambdaClient> client;
    private final CredentialCache credentials;
    private final Executor executor;

    Invoker(
            InvokedFunction function,
            Supplier<LambdaClient> client,
            CredentialCache credentials,
            Executor executor) {
        this.function = function;
        this.client = client;
        this.credentials = credentials;
        this.executor = executor;
    }

    /**
     * Whether Lambda took the event; blocks no longer than the function's time limit. That holds
     * whatever the network does, since the call has a thread of its own.
     */
    public boolean leave(String event) {
        Deadline deadline = Deadline.in(function.timeout());
        try {
            return CompletableFuture.supplyAsync(() -> call(event, deadline), executor)
                    .completeOnTimeout(false, function.timeout().toNanos(), TimeUnit.NANOSECONDS)
                    .exceptionally(this::refused)
                    .join();
        } catch (RejectedExecutionException e) { // at shut-down
            return refused(e);
        }
    }

    private boolean call(String event, Deadline deadline) {
        return switch (credentials.lookUp(Duration.ZERO, deadline)) {
            case Credentialed.Held(Session session) -> call(event, session, deadline);
            case Credentialed.Missing(Doubt doubt) -> refused(doubt.token());
        };
    }

    private boolean call(String event, Session session, Deadline deadline) {
        if (deadline.isOver()) {
            return refused(Doubt.TIMEOUT.token());
        }
        try {
            client.get().invoke(request(event, session, deadline));
            return true;
        } catch (AwsServiceException answer) {
            if (answer.statusCode() == 403) {
                credentials.suspect(session);
            }
            return refused(answer);
        } catch (SdkException fault) {
            return refused(fault);
        }
    }

    private InvokeRequest request(String event, Session session, Deadline deadline) {
        return InvokeRequest.builder()
                .functionName(function.name())
                .qualifier(function.qualifier().orElse(null))
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String(event))
                .overrideConfiguration(c ->
                        c.credentialsProvider(
                                        StaticCredentialsProvider.create(session.credentials()))
                                .apiCallTimeout(deadline.remaining()))
                .build();
    }

    private boolean refused(Throwable fault) {
        return refused(Faults.inBrief(fault));
    }

    private boolean refused(String reason) {
        LOG.warn("Background work can't be left with {}: {}", function.name(), reason);
        return false;
    }
}
