package dev.fairlead.app.upstream;

import dev.fairlead.app.breaker.Breaker;
import dev.fairlead.spi.Upstream.Reply;
import dev.fairlead.spi.Upstream.Reply.Answered;
import dev.fairlead.spi.Upstream.Reply.Unanswered;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;

/** The meters of one source. */
final class UpstreamMeters {
    private final MeterProvider<Timer> timers;

    UpstreamMeters(MeterRegistry registry, String upstream, Breaker breaker) {
        timers =
                Timer.builder("fairlead.upstream.probe")
                        .description("Time to the head of an upstream's answer, or to none")
                        .tag("upstream", upstream)
                        .withRegistry(registry);
        Gauge.builder("fairlead.upstream.breaker.open", breaker, b -> b.isOpen() ? 1 : 0)
                .description("1 while the upstream is left alone")
                .tag("upstream", upstream)
                .strongReference(true)
                .register(registry);
    }

    void asked(String method, Reply reply, Duration time) {
        timers.withTags("method", method, "result", result(reply)).record(time);
    }

    private static String result(Reply reply) {
        return switch (reply) {
            case Answered answered -> answered.status() / 100 + "xx";
            case Unanswered unanswered -> unanswered.doubt().token();
        };
    }
}
