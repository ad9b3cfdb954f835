package dev.fairlead.app.aws;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What a failed call means, and what to do; without S3's own text, which may quote the request.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: error
 *     responses</a>
 */
final class ObjectFaults {
    private ObjectFaults() {}

    /** The status of an answer; 0: there was none. */
    static int status(SdkException fault) {
        return fault instanceof AwsServiceException answer ? answer.statusCode() : 0;
    }

    /** S3's word for it, such as {@code NoSuchBucket}; empty where it gave none. */
    static String code(SdkException fault) {
        return fault instanceof AwsServiceException answer
                        && answer.awsErrorDetails() != null
                        && answer.awsErrorDetails().errorCode() != null
                ? answer.awsErrorDetails().errorCode()
                : "";
    }

    static String reason(ObjectAction action, SdkException fault) {
        int status = status(fault);
        String said = "S3 answers " + (status + " " + code(fault)).strip() + "; ";
        return switch (status) {
            case 0 -> "S3 gives no answer (" + cause(fault) + "); try again later";
            case 403 -> said + "check the credentials and grant " + action.rights();
            case 404 -> said + "check the bucket's name and the key";
            case 301, 307, 400 -> said + "check the bucket's region and name";
            case 429, 503 -> said + "it is too much at once, try again later";
            default -> said + (status >= 500 ? "try again later" : "check the request");
        };
    }

    /** The root of it: what is around says but that the SDK failed. */
    private static String cause(Throwable fault) {
        Throwable cause = fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String text = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        return cause.getClass().getSimpleName() + text;
    }
}
