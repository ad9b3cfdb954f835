package dev.fairlead.app.lambda;

/** An event that nobody can answer; Lambda reports the invocation as failed, with this message. */
final class EventException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EventException(String problem) {
        super(problem);
    }
}
