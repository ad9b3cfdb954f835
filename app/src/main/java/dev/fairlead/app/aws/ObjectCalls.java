package dev.fairlead.app.aws;

import dev.fairlead.spi.Deadline;

import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Calls on the objects of one bucket, whose failures tell what was tried and what to do.
 *
 * @param client made when first asked for
 */
record ObjectCalls(Supplier<S3Client> client, String bucket, CredentialCache credentials) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A call, signed with credentials that live now. */
    interface Call<T> extends Function<AwsRequestOverrideConfiguration, T> {}

    S3Client s3() {
        return client.get();
    }

    /** Runs it; what fails names the action, the bucket and the key. */
    <T> T run(ObjectAction action, String key, Call<T> call) throws IOException {
        try {
            return tryRun(action, key, call);
        } catch (SdkException e) {
            throw failed(action, key, e);
        }
    }

    /** The same for who looks at the failure first. */
    <T> T tryRun(ObjectAction action, String key, Call<T> call) throws IOException {
        return switch (credentials.lookUp(Duration.ZERO, Deadline.in(PATIENCE))) {
            case Credentialed.Held(Session session) ->
                    call.apply(
                            AwsRequestOverrideConfiguration.builder()
                                    .credentialsProvider(
                                            StaticCredentialsProvider.create(session.credentials()))
                                    .build());
            case Credentialed.Missing(var doubt) ->
                    throw new IOException(
                            action.text(bucket, key)
                                    + ": there are no credentials ("
                                    + doubt.token()
                                    + "); set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a"
                                    + " profile or a role");
        };
    }

    /** Dead credentials look like a missing right, so refused ones are renewed. */
    IOException failed(ObjectAction action, String key, SdkException fault) {
        if (ObjectFaults.status(fault) == 403
                && credentials.lookUp(Duration.ZERO, Deadline.AT_ONCE)
                        instanceof Credentialed.Held(Session session)) {
            credentials.suspect(session);
        }
        return new IOException(
                action.text(bucket, key) + ": " + ObjectFaults.reason(action, fault), fault);
    }
}
