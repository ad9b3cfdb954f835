package dev.fairlead.isobuild.standalone;

/** What was posted is no order of an image; the message says in one line what to do. */
public final class OrderException extends Exception {
    private static final long serialVersionUID = 1;

    OrderException(String message) {
        super(message);
    }
}
