package dev.fairlead.testbed;

import java.util.Optional;

/** A request to S3: which object of which bucket, and who says so. Both names may be empty. */
record S3Request(RequestHead head, Address address, Optional<SigningClaim> claim) {
    private static final String DOMAIN = ".localhost";

    static S3Request of(RequestHead head) {
        return new S3Request(head, Address.of(head), SigningClaim.of(head));
    }

    String bucket() {
        return address.bucket();
    }

    String key() {
        return address.key();
    }

    boolean readsObject() {
        return !key().isEmpty() && (head.isHead() || head.method().equals("GET"));
    }

    boolean isToBucket(String method) {
        return key().isEmpty()
                && !bucket().isEmpty()
                && head.method().equals(method)
                && head.query().first("location").isEmpty();
    }

    RecordedRequest recorded() {
        return RecordedRequest.of(head, bucket(), key(), claim.map(SigningClaim::accessKeyId));
    }

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html */
    record Address(boolean virtualHosted, String bucket, String key) {

        static Address of(RequestHead head) {
            String host = head.fields().first("Host").orElse("").replaceFirst(":\\d+$", "");
            String path = head.rawPath().replaceFirst("^/", "");
            if (host.endsWith(DOMAIN)) {
                String bucket = host.substring(0, host.length() - DOMAIN.length());
                return new Address(true, bucket, Percent.decode(path));
            }
            int slash = path.indexOf('/');
            String bucket = slash < 0 ? path : path.substring(0, slash);
            String key = slash < 0 ? "" : path.substring(slash + 1);
            return new Address(false, Percent.decode(bucket), Percent.decode(key));
        }
    }
}
