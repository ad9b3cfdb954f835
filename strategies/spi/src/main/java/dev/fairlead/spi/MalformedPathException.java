package dev.fairlead.spi;

/** A request path that no one may route; the message says what is wrong with it. */
public final class MalformedPathException extends Exception {
    private static final long serialVersionUID = 1;

    public MalformedPathException(String problem) {
        super(problem, null, false, false); // made per hostile request: a stack trace would be dear
    }
}
