package dev.fairlead.testbed;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
final class PresignRules {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(15);
    private static final long LONGEST_SECONDS = 604_800;

    private final InstantSource clock;

    PresignRules(InstantSource clock) {
        this.clock = clock;
    }

    Optional<ServiceError> oneMechanism(S3Request request) {
        boolean both =
                SigningClaim.isPresigned(request.head().query())
                        && request.head().fields().first("Authorization").isPresent();
        return both
                ? Optional.of(
                        ServiceError.of(
                                400,
                                "InvalidArgument",
                                "Only one auth mechanism allowed; only the X-Amz-Algorithm query"
                                        + " parameter, Signature query string parameter or the"
                                        + " Authorization header should be specified"))
                : Optional.empty();
    }

    Optional<ServiceError> lifeIsInBounds(S3Request request) {
        return request.claim()
                .flatMap(SigningClaim::expires)
                .filter(seconds -> !isInBounds(seconds))
                .map(_ ->
                        ServiceError.of(
                                400,
                                "AuthorizationQueryParametersError",
                                "X-Amz-Expires must be between 1 and 604800 seconds"));
    }

    Optional<ServiceError> hasBegun(S3Request request) {
        Instant latest = clock.instant().plus(CLOCK_SKEW);
        return request.claim()
                .filter(SigningClaim::isPresigned)
                .flatMap(claim -> instant(claim.timestamp()))
                .filter(latest::isBefore)
                .map(_ -> ServiceError.of(403, "AccessDenied", "Request is not valid yet"));
    }

    /** Empty when it is not a timestamp, which s3proxy refuses then. */
    static Optional<Instant> instant(String timestamp) {
        try {
            return Optional.of(TIMESTAMP.parse(timestamp, Instant::from));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static boolean isInBounds(String seconds) {
        return seconds.matches("[0-9]{1,6}")
                && Long.parseLong(seconds) >= 1
                && Long.parseLong(seconds) <= LONGEST_SECONDS;
    }
}
