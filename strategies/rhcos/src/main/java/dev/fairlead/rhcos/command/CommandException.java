package dev.fairlead.rhcos.command;

/** Ends a command; the message is one line for the user. */
final class CommandException extends Exception {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    CommandException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
