package dev.fairlead.app.aws;

import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.Doubt;
import dev.fairlead.spi.Presence;

import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Asks S3 for one object of one bucket; blocks. An answer to HEAD has no body, so that a bucket
 * that doesn't exist looks like an object that doesn't: absent.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html">S3:
 *     HeadObject</a>
 */
record Head(
        Supplier<S3Client> s3, String bucket, CredentialCache credentials, InstantSource clock) {

    /** The answer within that time, as far as the JDK's sockets obey. */
    Presence ask(String key, Duration limit) {
        Deadline deadline = Deadline.in(limit);
        return switch (credentials.lookUp(Duration.ZERO, deadline)) {
            case Credentialed.Missing(Doubt doubt) -> new Presence.Unknown(doubt);
            case Credentialed.Held(Session session) -> ask(key, session, deadline);
        };
    }

    private Presence ask(String key, Session session, Deadline deadline) {
        if (deadline.isOver()) {
            return new Presence.Unknown(Doubt.TIMEOUT);
        }
        try {
            Long length = s3.get().headObject(request(key, session, deadline)).contentLength();
            return new Presence.Present(
                    Stream.ofNullable(length).mapToLong(Long::longValue).findAny());
        } catch (AwsServiceException answer) {
            return answer.statusCode() == 404 ? new Presence.Absent() : refused(answer, session);
        } catch (SdkException fault) {
            return new Presence.Unknown(Faults.doubt(fault));
        }
    }

    private HeadObjectRequest request(String key, Session session, Deadline deadline) {
        return HeadObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .overrideConfiguration(c ->
                        c.credentialsProvider(
                                        StaticCredentialsProvider.create(session.credentials()))
                                .apiCallTimeout(deadline.remaining()))
                .build();
    }

    /** Dead credentials answer 400 or 403 without a word; then it isn't the bucket's fault. */
    private Presence refused(AwsServiceException answer, Session session) {
        if (answer.statusCode() != 400 && answer.statusCode() != 403) {
            return new Presence.Unknown(Faults.doubt(answer));
        }
        credentials.suspect(session);
        boolean dead = session.secondsLeft(clock.instant()) <= 0;
        return new Presence.Unknown(dead ? Doubt.CREDENTIALS : Faults.doubt(answer));
    }
}
