package dev.fairlead.ranges;

/**
 * A range file that cannot be used; the message is one line: what is wrong, what would be right.
 */
public final class RangeFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 400;

    public RangeFileException(String message) {
        super(oneLine(message));
    }

    public RangeFileException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    /** The same trouble, with the name of the file or source in front. */
    RangeFileException in(Object source) {
        return new RangeFileException(source + ": " + getMessage(), this);
    }

    // Messages quote what the file holds, which must not reach a log as lines of its own.
    private static String oneLine(String message) {
        String clean = message.replaceAll("[^\\x20-\\x7e]+", "?");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "...";
    }
}
