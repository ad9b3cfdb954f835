package dev.fairlead.isobuild.image;

import java.util.Locale;

/** An image can't be customised as asked; the message says why in one line. */
public final class CustomisationException extends Exception {
    private static final long serialVersionUID = 1;

    /** Whose fault it is. */
    public enum Kind {
        /** What is asked for is sound, but there is no room for it. */
        TOO_LARGE,
        /** This image has no place for it. */
        UNSUPPORTED,
        /** What is asked for makes no sense. */
        INVALID
    }

    private final Kind kind;

    CustomisationException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    static CustomisationException tooLarge(String what, long limit, long size) {
        return new CustomisationException(
                Kind.TOO_LARGE,
                String.format(
                        Locale.ROOT,
                        "%s takes %d bytes, and the image has room for %d",
                        what,
                        size,
                        limit));
    }

    static CustomisationException unsupported(String message) {
        return new CustomisationException(Kind.UNSUPPORTED, message);
    }

    static CustomisationException invalid(String message) {
        return new CustomisationException(Kind.INVALID, message);
    }

    public Kind kind() {
        return kind;
    }
}
