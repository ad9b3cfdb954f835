package dev.fairlead.app.host;

import dev.fairlead.spi.Metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.function.DoubleSupplier;

/** The strategies' meters, in the host's registry. */
record MicrometerMetrics(MeterRegistry registry) implements Metrics {

    @Override
    public Counter counter(String name, String description, String... tags) {
        return io.micrometer.core.instrument.Counter.builder(name)
                        .description(description)
                        .tags(tags)
                        .register(registry)
                ::increment;
    }

    @Override
    public void gauge(String name, String description, DoubleSupplier value, String... tags) {
        Gauge.builder(name, value::getAsDouble)
                .description(description)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }
}
