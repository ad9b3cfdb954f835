package dev.fairlead.testbed;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What AWS refuses and s3proxy lets pass. Signatures themselves are s3proxy's to verify. */
final class S3Rules {
    private final List<Rule> rules;

    S3Rules(Credentials credentials, Buckets buckets, InstantSource clock) {
        PresignRules presign = new PresignRules(clock);
        KeyRules keys = new KeyRules(credentials);
        rules =
                List.of(
                        presign::oneMechanism,
                        keys::keyIsKnown,
                        keys::tokenMatches,
                        keys::tokenIsAlive,
                        presign::lifeIsInBounds,
                        presign::hasBegun,
                        request -> regionMatches(request, buckets),
                        S3Rules::plusIsEscaped,
                        request -> mayList(request, buckets));
    }

    Optional<ServiceError> refusal(S3Request request) {
        return rules.stream().flatMap(rule -> rule.check(request).stream()).findFirst();
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
    private static Optional<ServiceError> regionMatches(S3Request request, Buckets buckets) {
        Optional<String> region = buckets.region(request.bucket());
        return request.claim()
                .filter(claim -> region.filter(own -> !own.equals(claim.region())).isPresent())
                .map(claim -> wrongRegion(claim, region.orElseThrow()));
    }

    private static ServiceError wrongRegion(SigningClaim claim, String region) {
        String rest = "the region '" + claim.region() + "' is wrong; expecting '" + region + "'";
        ServiceError error =
                claim.isPresigned()
                        ? ServiceError.of(
                                400,
                                "AuthorizationQueryParametersError",
                                "Error parsing the X-Amz-Credential parameter; " + rest)
                        : ServiceError.of(
                                400,
                                "AuthorizationHeaderMalformed",
                                "The authorization header is malformed; " + rest);
        return error.with("Region", region);
    }

    /** S3 reads a bare plus in a path as a space, so what was signed is not what it sees. */
    private static Optional<ServiceError> plusIsEscaped(S3Request request) {
        return Optional.of(request)
                .filter(r -> r.claim().isPresent() && r.head().rawPath().contains("+"))
                .map(_ -> signatureMismatch());
    }

    private static ServiceError signatureMismatch() {
        return ServiceError.of(
                403,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided.");
    }

    private static Optional<ServiceError> mayList(S3Request request, Buckets buckets) {
        boolean lists = request.isToBucket("GET") || request.isToBucket("HEAD");
        return lists && !buckets.isListable(request.bucket())
                ? Optional.of(accessDenied())
                : Optional.empty();
    }

    static ServiceError accessDenied() {
        return ServiceError.of(403, "AccessDenied", "Access Denied");
    }

    @FunctionalInterface
    private interface Rule {
        Optional<ServiceError> check(S3Request request);
    }
}
