package dev.fairlead.spi;

/** What a strategy wants to know of a request once its answer has left; called exactly once. */
@FunctionalInterface
public interface Observation {
    Observation NONE = (_, _) -> {};

    /**
     * The answer was sent, or the client went away before it was.
     *
     * @param status what the client was answered; 0 where it was left to CloudFront to answer
     * @param bytes of the body that were sent
     */
    void ended(int status, long bytes);
}
