package dev.fairlead.app.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

import java.time.Duration;
import java.time.Instant;

/**
 * Credentials with what signing needs of them, encoded once. Two sessions are the same only if they
 * are the same object.
 */
final class Session {
    private static final byte[] NONE = {};

    private final AwsCredentials credentials;
    private final Instant resolvedAt;
    private final long endEpochSecond;
    private final Instant dueAt;
    private final byte[] accessKey;
    private final byte[] token;

    Session(AwsCredentials credentials, Instant resolvedAt) {
        this.credentials = credentials;
        this.resolvedAt = resolvedAt;
        endEpochSecond =
                credentials.expirationTime().map(Instant::getEpochSecond).orElse(Long.MAX_VALUE);
        dueAt = Due.at(resolvedAt, credentials.expirationTime());
        accessKey = encoded(credentials.accessKeyId());
        token =
                credentials instanceof AwsSessionCredentials session
                        ? encoded(session.sessionToken())
                        : NONE;
    }

    private static byte[] encoded(String text) {
        Bytes bytes = new Bytes(2 * text.length());
        UriEncoding.putValue(bytes, text);
        return bytes.toArray();
    }

    AwsCredentials credentials() {
        return credentials;
    }

    /** The access key, percent-encoded. */
    byte[] accessKey() {
        return accessKey;
    }

    /** The session token, percent-encoded; empty where there is none. */
    byte[] token() {
        return token;
    }

    boolean isTemporary() {
        return token.length > 0;
    }

    /** Whole seconds from now to the end; {@link Long#MAX_VALUE} where no end is known. */
    long secondsLeft(Instant now) {
        return endEpochSecond == Long.MAX_VALUE
                ? Long.MAX_VALUE
                : endEpochSecond - now.getEpochSecond() - (now.getNano() > 0 ? 1 : 0);
    }

    boolean lives(Instant now, Duration atLeast) {
        return secondsLeft(now) >= atLeast.toSeconds();
    }

    /** Whether it is time to have new ones. */
    boolean isDue(Instant now) {
        return !now.isBefore(dueAt);
    }

    Duration age(Instant now) {
        return Duration.between(resolvedAt, now);
    }

    @Override
    public String toString() {
        return "Session[resolved " + resolvedAt + ", due " + dueAt + "]";
    }
}
