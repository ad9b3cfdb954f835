package dev.fairlead.app.aws;

import dev.failsafe.CircuitBreaker;
import dev.fairlead.spi.Doubt;
import dev.fairlead.spi.Presence;

/** Leaves a bucket alone that failed too often in a row; after a while one probe tries again. */
final class Breaker {
    private final CircuitBreaker<Presence> circuit;

    Breaker(AwsSettings.Breaking settings) {
        circuit =
                CircuitBreaker.<Presence>builder()
                        .withFailureThreshold(settings.failures())
                        .withSuccessThreshold(1)
                        .withDelay(settings.open())
                        .build();
    }

    /** Whether the bucket may be asked; who may must {@link #record} what came of it. */
    boolean allows() {
        return circuit.tryAcquirePermit();
    }

    boolean isOpen() {
        return !circuit.getRemainingDelay().isZero();
    }

    void record(Presence presence) {
        if (!(presence instanceof Presence.Unknown(Doubt doubt))) {
            circuit.recordSuccess();
            return;
        }
        switch (doubt) {
            case TIMEOUT, NETWORK, SERVER_ERROR, THROTTLED -> circuit.recordFailure();
            case FORBIDDEN, MISCONFIGURED -> circuit.recordSuccess();
            case CREDENTIALS, NOT_AT_HAND, BREAKER_OPEN -> notAsked();
        }
    }

    /** Says nothing of the bucket; but a trial that never took place must not close the circuit. */
    private void notAsked() {
        if (circuit.isHalfOpen()) {
            circuit.recordFailure();
        }
    }
}
