package dev.fairlead.app.aws;

import dev.fairlead.spi.Doubt;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

import java.net.SocketTimeoutException;

/** What a failed call says: as a doubt, and for a log. */
final class Faults {

    private Faults() {}

    /**
     * Tells the doubt from the fault; 404 is none and is told apart before.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: error
     *     responses</a>
     */
    static Doubt doubt(SdkException fault) {
        return switch (fault) {
            case AwsServiceException answer -> ofStatus(answer.statusCode());
            case ApiCallTimeoutException _ -> Doubt.TIMEOUT;
            case ApiCallAttemptTimeoutException _ -> Doubt.TIMEOUT;
            case AbortedException _ -> Doubt.TIMEOUT;
            default -> timedOut(fault) ? Doubt.TIMEOUT : Doubt.NETWORK;
        };
    }

    /**
     * For a log: without the text of a service's answer, since that of a signature that doesn't
     * match quotes the session token.
     */
    static String inBrief(@Nullable Throwable e) {
        if (e instanceof AwsServiceException answer) {
            String code = answer.awsErrorDetails() == null ? "" : errorCode(answer);
            return ("HTTP " + answer.statusCode() + " " + code).strip();
        }
        return String.valueOf(e);
    }

    private static String errorCode(AwsServiceException answer) {
        String code = answer.awsErrorDetails().errorCode();
        return code == null ? "" : code;
    }

    private static Doubt ofStatus(int status) {
        return switch (status) {
            case 403 -> Doubt.FORBIDDEN;
            case 429, 503 -> Doubt.THROTTLED;
            default -> status >= 500 ? Doubt.SERVER_ERROR : Doubt.MISCONFIGURED;
        };
    }

    private static boolean timedOut(Throwable fault) {
        for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }
}
