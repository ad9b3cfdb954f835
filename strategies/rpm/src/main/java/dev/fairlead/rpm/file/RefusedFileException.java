package dev.fairlead.rpm.file;

import java.io.IOException;

/** A file that isn't what it claims to be; the message says why, without its name. */
public final class RefusedFileException extends IOException {
    private static final long serialVersionUID = 1;

    public RefusedFileException(String reason) {
        super(reason);
    }
}
