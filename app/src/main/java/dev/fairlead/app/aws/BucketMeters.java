package dev.fairlead.app.aws;

import dev.fairlead.spi.Doubt;
import dev.fairlead.spi.Presence;
import dev.fairlead.spi.Presigned;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The meters of one bucket, all there from the start: nothing is looked up on the way. */
final class BucketMeters {
    private final MeterRegistry registry;
    private final String bucket;
    private final Timer present;
    private final Timer absent;
    private final Map<Doubt, Timer> unknown;
    private final Counter signed;
    private final Map<Doubt, Counter> unsigned;

    BucketMeters(MeterRegistry registry, String bucket) {
        this.registry = registry;
        this.bucket = bucket;
        present = timer("present");
        absent = timer("absent");
        unknown = perDoubt(this::timer);
        signed = counter("ok");
        unsigned = perDoubt(this::counter);
    }

    void probed(Presence presence, Duration time) {
        Timer timer =
                switch (presence) {
                    case Presence.Present _ -> present;
                    case Presence.Absent _ -> absent;
                    case Presence.Unknown(Doubt doubt) -> of(unknown, doubt);
                };
        timer.record(time);
    }

    void presigned(Presigned presigned) {
        Counter counter =
                presigned instanceof Presigned.Unavailable(Doubt doubt)
                        ? of(unsigned, doubt)
                        : signed;
        counter.increment();
    }

    private Timer timer(String result) {
        return Timer.builder("fairlead.probe")
                .description("Objects asked for at S3; answers from memory are not counted")
                .tag("bucket", bucket)
                .tag("result", result)
                .register(registry);
    }

    private Counter counter(String result) {
        return Counter.builder("fairlead.presign")
                .description("Presigned URLs")
                .tag("bucket", bucket)
                .tag("result", result)
                .register(registry);
    }

    private static <T> Map<Doubt, T> perDoubt(Function<String, T> meter) {
        Map<Doubt, T> meters = new EnumMap<>(Doubt.class);
        for (Doubt doubt : Doubt.values()) {
            meters.put(doubt, meter.apply(doubt.token()));
        }
        return meters;
    }

    private static <T> T of(Map<Doubt, T> meters, Doubt doubt) {
        return Objects.requireNonNull(meters.get(doubt));
    }
}
