package dev.fairlead.isobuild.store;

import java.io.IOException;
import java.util.Locale;

/** An image that could not be had; the message is one line for people, without secrets. */
final class DownloadException extends IOException {
    private static final long serialVersionUID = 1;

    /** In metrics. */
    enum Reason {
        /** No answer, or one that broke off. */
        NETWORK,
        /** Another status than one of success. */
        STATUS,
        /** A redirect that isn't followed. */
        REDIRECT,
        /** Not an image, or a damaged one. */
        CONTENT,
        /** No room for it. */
        DISK;

        String token() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;

    DownloadException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    DownloadException(Reason reason, String message, IOException cause) {
        super(message, cause);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    /** What went wrong with a file of ours. */
    static DownloadException disk(String what, IOException cause) {
        String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return new DownloadException(Reason.DISK, what + ": " + why, cause);
    }
}
