package dev.fairlead.app.host;

import dev.fairlead.app.aws.AwsObjectStores;
import dev.fairlead.app.aws.AwsSettings;
import dev.fairlead.app.aws.InvokedFunction;
import dev.fairlead.app.aws.Invoker;
import dev.fairlead.app.upstream.HttpUpstreams;
import dev.fairlead.app.upstream.UpstreamSettings;
import dev.fairlead.spi.ObjectStores;
import dev.fairlead.spi.Ports;
import dev.fairlead.spi.Upstreams;

import io.micrometer.core.instrument.MeterRegistry;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The ways to the outside, on threads of their own; no client is made before it is needed. */
public final class HostPorts implements Ports, AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AwsObjectStores objectStores;
    private final HttpUpstreams upstreams;

    public HostPorts(
            AwsSettings aws,
            UpstreamSettings upstream,
            InstantSource clock,
            MeterRegistry registry,
            Map<String, String> environment) {
        objectStores = new AwsObjectStores(aws, clock, registry, threads);
        upstreams = new HttpUpstreams(upstream, clock, registry, threads, environment);
    }

    @Override
    public ObjectStores objectStores() {
        return objectStores;
    }

    @Override
    public Upstreams upstreams() {
        return upstreams;
    }

    /** Leaves work to a Lambda function. */
    Invoker invoker(InvokedFunction function) {
        return objectStores.invoker(function);
    }

    void prepare() {
        objectStores.prepare();
    }

    void forget() {
        objectStores.forget();
    }

    @Override
    public Executor threads() {
        return threads;
    }

    /** The threads last: what the others still wait for ends with an answer, if it can. */
    @Override
    public void close() {
        upstreams.close();
        objectStores.close();
        threads.shutdownNow();
    }
}
