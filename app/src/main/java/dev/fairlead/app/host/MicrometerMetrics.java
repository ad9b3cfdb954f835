package dev.fairlead.app.host;

import dev.fairlead.spi.Metrics;

import io.micrometer.core.instrument.MeterRegistry;

/** The strategies' counters, in the host's registry. */
record MicrometerMetrics(MeterRegistry registry) implements Metrics {

    @Override
    public Counter counter(String name, String description, String... tags) {
        return io.micrometer.core.instrument.Counter.builder(name)
                        .description(description)
                        .tags(tags)
                        .register(registry)
                ::increment;
    }
}
