package dev.fairlead.app.access;

/** A request may not have what it asks for; the message is one line for the operator. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    RefusedException(String reason) {
        super(reason, null, false, false); // anybody can cause it: it must be cheap
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
