package dev.fairlead.app.host;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what becomes of one mount's work for later. */
record WorkMeters(Counter accepted, Counter refused, Counter done, Counter failed) {

    static WorkMeters of(String mount, MeterRegistry registry) {
        return new WorkMeters(
                counter(registry, mount, "accepted"),
                counter(registry, mount, "refused"),
                counter(registry, mount, "done"),
                counter(registry, mount, "failed"));
    }

    boolean offered(boolean taken) {
        (taken ? accepted : refused).increment();
        return taken;
    }

    private static Counter counter(MeterRegistry registry, String mount, String result) {
        return Counter.builder("fairlead.background.work")
                .description("Work for later: accepted or refused, then done or failed")
                .tags("mount", mount, "result", result)
                .register(registry);
    }
}
