package dev.fairlead.isobuild.s3;

/** Where a client finds an image. */
public sealed interface Location {

    /** At a presigned URL: a bearer token, which never reaches a log. */
    record At(String url) implements Location {
        @Override
        public String toString() {
            return "At[" + url.substring(0, Math.max(0, url.indexOf('?'))) + "?…]";
        }
    }

    /**
     * Not in the bucket now.
     *
     * @param reason a token for traces and metrics
     * @param why one line
     */
    record NotNow(String reason, String why) implements Location {}
}
