package dev.fairlead.rpm.upload;

import dev.fairlead.spi.ObjectKey;

import java.io.IOException;

/** A file that isn't stored; the message says which and why. */
public final class UploadException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UploadException(ObjectKey key, IOException cause) {
        super(key + " is not stored: " + cause.getMessage(), cause);
    }
}
