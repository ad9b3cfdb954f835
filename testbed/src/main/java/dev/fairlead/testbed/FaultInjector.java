package dev.fairlead.testbed;

import java.io.IOException;
import java.util.Optional;

/** Does to an exchange what the faults of its scope say. */
final class FaultInjector {
    private final Faults faults;
    private final ErrorFormat errors;

    FaultInjector(Faults faults, ErrorFormat errors) {
        this.faults = faults;
        this.errors = errors;
    }

    /** True if the exchange is still to be answered. */
    boolean admits(Exchange exchange, String scope) throws IOException, InterruptedException {
        Optional<Fault> fault = faults.find(scope, exchange.head().method());
        return fault.isEmpty() || admits(exchange, scope, fault.get());
    }

    private boolean admits(Exchange exchange, String scope, Fault fault)
            throws IOException, InterruptedException {
        switch (fault) {
            case Fault.Status(int code, String errorCode) -> {
                errors.write(
                        exchange,
                        ServiceError.of(code, errorCode, "The testbed was told to fail."));
                return false;
            }
            case Fault.Reset() -> exchange.reset();
            case Fault.Hang() -> faults.awaitEndOf(fault, scope, exchange.head().method());
            case Fault.SlowDrip(int bytes, var interval) ->
                    exchange.shapeAll(out -> new DripOutput(out, bytes, interval));
            case Fault.Truncate(long bytes) ->
                    exchange.shapeBody(out -> new TruncatedOutput(out, bytes));
            case Fault.Delay(var duration) -> Thread.sleep(duration);
        }
        return true;
    }
}
