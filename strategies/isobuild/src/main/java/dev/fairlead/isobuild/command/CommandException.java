package dev.fairlead.isobuild.command;

/** Ends a command; the message is one line for the user. */
final class CommandException extends Exception {
    private static final long serialVersionUID = 1;

    CommandException(String message) {
        super(message);
    }
}
