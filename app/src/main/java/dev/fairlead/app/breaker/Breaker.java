package dev.fairlead.app.breaker;

import dev.failsafe.CircuitBreaker;
import dev.fairlead.spi.Doubt;

import java.time.Duration;

/**
 * Leaves alone what failed too often in a row, or asked for it; after a while one trial is made.
 * Who is allowed to ask must say what came of it, once.
 */
public final class Breaker {
    private final CircuitBreaker<Void> circuit;
    private volatile long pausedUntil = System.nanoTime();

    /**
     * A closed one.
     *
     * @param failures after how many failures in a row it opens
     * @param open for how long, until one trial is made
     */
    public Breaker(int failures, Duration open) {
        circuit =
                CircuitBreaker.<Void>builder()
                        .withFailureThreshold(failures)
                        .withSuccessThreshold(1)
                        .withDelay(open)
                        .build();
    }

    public boolean allows() {
        return !isPaused() && circuit.tryAcquirePermit();
    }

    public boolean isOpen() {
        return isPaused() || !circuit.getRemainingDelay().isZero();
    }

    /** An answer came, whatever it says. */
    public void answered() {
        circuit.recordSuccess();
    }

    /** No answer came, or none that could be relied on. */
    public void doubted(Doubt doubt) {
        switch (doubt) {
            case TIMEOUT, NETWORK, SERVER_ERROR, THROTTLED -> circuit.recordFailure();
            case FORBIDDEN, MISCONFIGURED -> circuit.recordSuccess();
            case CREDENTIALS, NOT_AT_HAND, BREAKER_OPEN -> notAsked();
        }
    }

    /** Proves nothing; but a trial that never took place must not close the circuit. */
    private void notAsked() {
        if (circuit.isHalfOpen()) {
            circuit.recordFailure();
        }
    }

    /** Lets nobody ask for that long, however few the failures. */
    public void pause(Duration time) {
        pausedUntil = System.nanoTime() + time.toNanos();
    }

    private boolean isPaused() {
        return pausedUntil - System.nanoTime() > 0;
    }
}
