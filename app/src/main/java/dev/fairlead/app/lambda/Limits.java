package dev.fairlead.app.lambda;

/** How many bytes a response may have as JSON, Base64 and all. */
final class Limits {
    /**
     * Function URL, HTTP API, REST API.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda
     *     quotas: invocation payload</a>
     */
    static final int INVOCATION = 6 * 1024 * 1024;

    /**
     * ALB.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html">ALB:
     *     limits</a>
     */
    static final int BALANCER = 1024 * 1024;

    /**
     * What is generated at CloudFront, fields and body.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-lambda-at-edge">CloudFront:
     *     quotas on Lambda@Edge</a>
     */
    static final int VIEWER_REQUEST = 40 * 1024;

    static final int ORIGIN_REQUEST = 1024 * 1024;

    private Limits() {}
}
