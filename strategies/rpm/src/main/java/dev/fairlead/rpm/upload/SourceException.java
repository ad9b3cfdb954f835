package dev.fairlead.rpm.upload;

import java.io.IOException;

/** The source answers, but not with the file. */
final class SourceException extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;

    SourceException(int status) {
        super("the source answers " + status);
        this.status = status;
    }

    int status() {
        return status;
    }
}
