package dev.fairlead.isobuild.iso;

import java.io.IOException;

/** A file that isn't the image it should be; the message says why, without its name. */
public final class InvalidImageException extends IOException {
    private static final long serialVersionUID = 1;

    public InvalidImageException(String reason) {
        super(reason);
    }
}
