package dev.fairlead.app.aws;

/**
 * What is done to objects, and the rights that it takes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">
 *     S3: required permissions</a>
 */
enum ObjectAction {
    LIST("listed", "s3:ListBucket"),
    DESCRIBE("described", "s3:GetObject and s3:ListBucket"),
    READ("read", "s3:GetObject and s3:ListBucket"),
    STORE("stored", "s3:PutObject and s3:AbortMultipartUpload"),
    COPY("copied to", "s3:GetObject and s3:PutObject"),
    COMPOSE("composed", "s3:GetObject, s3:PutObject and s3:AbortMultipartUpload"),
    DELETE("deleted", "s3:DeleteObject");

    private final String participle;
    private final String rights;

    ObjectAction(String participle, String rights) {
        this.participle = participle;
        this.rights = rights;
    }

    String rights() {
        return rights;
    }

    String text(String bucket, String key) {
        return "s3://" + bucket + "/" + key + " can't be " + participle;
    }
}
