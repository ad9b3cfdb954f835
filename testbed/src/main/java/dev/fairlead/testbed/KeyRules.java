package dev.fairlead.testbed;

import java.util.Optional;

/** Whether the key of a request is known, alive and shown with its session token. */
final class KeyRules {
    private final Credentials credentials;

    KeyRules(Credentials credentials) {
        this.credentials = credentials;
    }

    Optional<ServiceError> keyIsKnown(S3Request request) {
        return request.claim().filter(claim -> key(claim).isEmpty()).map(_ -> unknownKey());
    }

    /** A temporary key without its token is unknown to S3, with another one the token is bad. */
    Optional<ServiceError> tokenMatches(S3Request request) {
        return request.claim()
                .filter(claim -> !claim.sessionToken().equals(tokenOf(claim)))
                .map(claim -> claim.sessionToken().isEmpty() ? unknownKey() : invalidToken());
    }

    Optional<ServiceError> tokenIsAlive(S3Request request) {
        return request.claim()
                .flatMap(this::key)
                .filter(credentials::isExpired)
                .map(_ -> ServiceError.of(400, "ExpiredToken", "The provided token has expired."));
    }

    private Optional<AccessKey> key(SigningClaim claim) {
        return credentials.find(claim.accessKeyId());
    }

    private Optional<String> tokenOf(SigningClaim claim) {
        return key(claim).flatMap(AccessKey::sessionToken);
    }

    private static ServiceError unknownKey() {
        return ServiceError.of(
                403,
                "InvalidAccessKeyId",
                "The AWS Access Key Id you provided does not exist in our records.");
    }

    private static ServiceError invalidToken() {
        return ServiceError.of(
                400, "InvalidToken", "The provided token is malformed or otherwise invalid.");
    }
}
