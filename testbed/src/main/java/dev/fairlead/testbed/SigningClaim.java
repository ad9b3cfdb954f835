package dev.fairlead.testbed;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request says of its SigV4 signature, in the header or in the query. */
record SigningClaim(
        String accessKeyId,
        String scope,
        List<String> signedHeaders,
        String signature,
        String timestamp,
        Optional<String> sessionToken,
        Optional<String> expires) {
    private static final Pattern HEADER =
            Pattern.compile(
                    "AWS4-HMAC-SHA256 Credential=([^/]+)/([^,]+), ?SignedHeaders=([^,]+),"
                            + " ?Signature=(.+)");

    SigningClaim {
        signedHeaders = List.copyOf(signedHeaders);
    }

    /** Empty for an unsigned request and for one that cannot be understood. */
    static Optional<SigningClaim> of(RequestHead head) {
        QueryParameters query = head.query();
        return isPresigned(query) ? ofQuery(query) : ofHeader(head.fields());
    }

    static boolean isPresigned(QueryParameters query) {
        return query.first("X-Amz-Algorithm").isPresent()
                || query.first("X-Amz-Signature").isPresent();
    }

    boolean isPresigned() {
        return expires.isPresent();
    }

    /** The scope is date/region/service/aws4_request. */
    String date() {
        return scopePart(0);
    }

    String region() {
        return scopePart(1);
    }

    String service() {
        return scopePart(2);
    }

    private String scopePart(int index) {
        String[] parts = scope.split("/", -1);
        return index < parts.length ? parts[index] : "";
    }

    private static Optional<SigningClaim> ofHeader(HttpFields fields) {
        Matcher header = HEADER.matcher(fields.first("Authorization").orElse(""));
        if (!header.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new SigningClaim(
                        header.group(1),
                        header.group(2),
                        List.of(header.group(3).split(";", -1)),
                        header.group(4),
                        fields.first("X-Amz-Date").orElse(""),
                        fields.first("X-Amz-Security-Token"),
                        Optional.empty()));
    }

    private static Optional<SigningClaim> ofQuery(QueryParameters query) {
        String credential = query.first("X-Amz-Credential").orElse("");
        int slash = credential.indexOf('/');
        if (slash <= 0) {
            return Optional.empty();
        }
        return Optional.of(
                new SigningClaim(
                        credential.substring(0, slash),
                        credential.substring(slash + 1),
                        List.of(query.first("X-Amz-SignedHeaders").orElse("").split(";", -1)),
                        query.first("X-Amz-Signature").orElse(""),
                        query.first("X-Amz-Date").orElse(""),
                        query.first("X-Amz-Security-Token"),
                        Optional.of(query.first("X-Amz-Expires").orElse(""))));
    }
}
