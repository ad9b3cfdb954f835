package dev.fairlead.app.door;

import dev.fairlead.app.host.Redacted;
import dev.fairlead.app.host.Routed;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteRequest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.TimeUnit;

/**
 * One line per request, with the brief form of its trace. The query is left out: it may hold
 * signatures.
 */
public final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger("access");

    private final boolean enabled;
    private final Timer timer;
    private final Counter malformed;

    public AccessLog(boolean enabled, MeterRegistry registry) {
        this.enabled = enabled && LOG.isInfoEnabled();
        this.timer =
                Timer.builder("fairlead.requests")
                        .description("Time from a request's head to the end of its answer")
                        .register(registry);
        this.malformed =
                Counter.builder("fairlead.requests.malformed")
                        .description("Requests whose target nobody may route")
                        .register(registry);
    }

    /** Counts a target that nobody may route. */
    public void malformed() {
        malformed.increment();
    }

    /**
     * Writes a request down once it is answered.
     *
     * @param status 0 where it was left to CloudFront to answer
     */
    public void write(Routed routed, long startNanos, int status, RouteDecision decision) {
        long nanos = System.nanoTime() - startNanos;
        timer.record(nanos, TimeUnit.NANOSECONDS);
        if (enabled) {
            RouteRequest request = routed.request();
            LOG.info(
                    "{} {} {} {} mount={} micros={} trace=\"{}\"",
                    request.client().getHostAddress(),
                    request.method(),
                    Redacted.path(request.path()),
                    status,
                    routed.mount().name(),
                    nanos / 1000,
                    decision.trace().brief());
        }
    }
}
