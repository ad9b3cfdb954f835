package dev.fairlead.rhcos.stream;

/** A document that can't be worked with; the message is one line that says why. */
public final class StreamException extends Exception {
    private static final long serialVersionUID = 1;

    public StreamException(String message) {
        super(message.replaceAll("\\p{Cntrl}+", " "));
    }
}
