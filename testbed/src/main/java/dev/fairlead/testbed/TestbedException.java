package dev.fairlead.testbed;

/** The testbed itself cannot work, for example because a port is taken. */
public final class TestbedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TestbedException(String message, Throwable cause) {
        super(message, cause);
    }
}
