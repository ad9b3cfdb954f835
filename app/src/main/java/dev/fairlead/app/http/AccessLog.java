package dev.fairlead.app.http;

import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteRequest;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line per request, with the brief form of its trace. The query is left out: it may hold
 * signatures.
 */
final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger("access");

    private final boolean enabled;
    private final Timer timer;

    AccessLog(boolean enabled, MeterRegistry registry) {
        this.enabled = enabled && LOG.isInfoEnabled();
        this.timer =
                Timer.builder("fairlead.requests")
                        .description("Time from a request's head to the end of its answer")
                        .register(registry);
    }

    void write(Exchange exchange, int status, RouteDecision decision) {
        long nanos = System.nanoTime() - exchange.startNanos();
        timer.record(nanos, java.util.concurrent.TimeUnit.NANOSECONDS);
        if (enabled) {
            RouteRequest request = exchange.request();
            LOG.info(
                    "{} {} {} {} mount={} micros={} trace=\"{}\"",
                    request.client().getHostAddress(),
                    request.method(),
                    request.path(),
                    status,
                    exchange.mount().name(),
                    nanos / 1000,
                    decision.trace().brief());
        }
    }
}
