package dev.fairlead.spi.gc;

/** A plan says that something goes which must stay by now; make a new one. */
public final class StalePlanException extends Exception {
    private static final long serialVersionUID = 1;

    StalePlanException(String message) {
        super(message);
    }
}
