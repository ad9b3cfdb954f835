package dev.fairlead.app.upstream;

import dev.fairlead.spi.Upstream;
import dev.fairlead.spi.Upstreams;

import io.micrometer.core.instrument.MeterRegistry;

import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** To come. */
public final class HttpUpstreams implements Upstreams, AutoCloseable {
    public HttpUpstreams(
            UpstreamSettings settings,
            InstantSource clock,
            MeterRegistry registry,
            Executor threads) {}

    @Override
    public Upstream open(URI base) {
        throw new UnsupportedOperationException("not wired yet");
    }

    @Override
    public void close() {}
}
