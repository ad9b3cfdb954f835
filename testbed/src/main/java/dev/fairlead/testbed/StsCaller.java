package dev.fairlead.testbed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Whether a caller of STS is who it says. */
final class StsCaller {
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(15);

    private final Credentials credentials;
    private final InstantSource clock;

    StsCaller(Credentials credentials, InstantSource clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    Optional<ServiceError> refusal(RequestHead head, Optional<SigningClaim> claim, byte[] body) {
        return claim.isEmpty()
                ? error("MissingAuthenticationToken", "The request is not signed")
                : refusal(head, claim.get(), body);
    }

    private Optional<ServiceError> refusal(RequestHead head, SigningClaim claim, byte[] body) {
        Optional<AccessKey> key = credentials.find(claim.accessKeyId());
        if (key.filter(k -> k.sessionToken().equals(claim.sessionToken())).isEmpty()) {
            return error("InvalidClientTokenId", "The security token is invalid");
        }
        if (key.filter(credentials::isExpired).isPresent()) {
            return error("ExpiredToken", "The security token has expired");
        }
        if (!claim.service().equals("sts") || !isOfNow(claim)) {
            return error("SignatureDoesNotMatch", "The scope is not of sts, or not of now");
        }
        return new SigV4(head, claim).isSignedWith(key.orElseThrow().secret(), body)
                ? Optional.empty()
                : error("SignatureDoesNotMatch", "The signature does not match the request");
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
