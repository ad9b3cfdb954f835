package dev.fairlead.testbed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Whether the caller of a service other than S3 is who it says. */
final class SignedCaller {
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(15);

    private final String service;
    private final Errors errors;
    private final Credentials credentials;
    private final InstantSource clock;

    SignedCaller(String service, Errors errors, Credentials credentials, InstantSource clock) {
        this.service = service;
        this.errors = errors;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** The codes by which services tell what is wrong; they don't agree on them. */
    record Errors(String unsigned, String unknownKey, String expired, String mismatch) {
        static final Errors OF_QUERY_PROTOCOL =
                new Errors(
                        "MissingAuthenticationToken",
                        "InvalidClientTokenId",
                        "ExpiredToken",
                        "SignatureDoesNotMatch");
        static final Errors OF_JSON_PROTOCOL =
                new Errors(
                        "MissingAuthenticationTokenException",
                        "UnrecognizedClientException",
                        "ExpiredTokenException",
                        "InvalidSignatureException");
    }

    Optional<ServiceError> refusal(RequestHead head, Optional<SigningClaim> claim, byte[] body) {
        return claim.isEmpty()
                ? error(errors.unsigned(), "The request is not signed")
                : refusal(head, claim.get(), body);
    }

    private Optional<ServiceError> refusal(RequestHead head, SigningClaim claim, byte[] body) {
        Optional<AccessKey> key = credentials.find(claim.accessKeyId());
        if (key.filter(k -> k.sessionToken().equals(claim.sessionToken())).isEmpty()) {
            return error(errors.unknownKey(), "The security token is invalid");
        }
        if (key.filter(credentials::isExpired).isPresent()) {
            return error(errors.expired(), "The security token has expired");
        }
        if (!claim.service().equals(service) || !isOfNow(claim)) {
            return error(errors.mismatch(), "The scope is not of " + service + ", or not of now");
        }
        return new SigV4(head, claim).isSignedWith(key.orElseThrow().secret(), body)
                ? Optional.empty()
                : error(errors.mismatch(), "The signature does not match the request");
    }

    private boolean isOfNow(SigningClaim claim) {
        Instant now = clock.instant();
        return PresignRules.instant(claim.timestamp())
                .filter(at -> at.isAfter(now.minus(CLOCK_SKEW)))
                .filter(at -> at.isBefore(now.plus(CLOCK_SKEW)))
                .isPresent();
    }

    private static Optional<ServiceError> error(String code, String message) {
        return Optional.of(ServiceError.of(403, code, message));
    }
}
