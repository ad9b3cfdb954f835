package dev.fairlead.app.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import dev.fairlead.app.config.Configuration;
import dev.fairlead.app.config.HostSettings;
import dev.fairlead.app.host.Host;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/**
 * The program as a Lambda function; a function's configuration names this class as its handler. The
 * instance is made once per execution environment and answers one event at a time.
 */
public final class LambdaFunction implements RequestStreamHandler, AutoCloseable {
    private final Host host;
    private final EventDoor door;

    @SuppressWarnings("UnusedVariable") // held, since CRaC refers to it weakly
    private final Snapshot snapshot;

    /** Called by the runtime, with the configuration that the environment names or is. */
    public LambdaFunction() {
        this(System.getenv());
    }

    private LambdaFunction(Map<String, String> environment) {
        this(
                Configuration.read(LambdaRuntime.configuration(), environment),
                environment,
                new SimpleMeterRegistry());
    }

    /** A function with a configuration that was read before. */
    public LambdaFunction(
            HostSettings settings, Map<String, String> environment, MeterRegistry registry) {
        Role role = Role.of(environment);
        this.host = Host.create(settings, environment, registry);
        host.start();
        this.door = new EventDoor(role, host, settings, registry);
        this.snapshot = Snapshot.of(host, door, environment);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context)
            throws IOException {
        response.write(answer(event));
    }

    /** The answer to one event, as JSON; whatever it throws, the event has failed. */
    public byte[] answer(InputStream event) throws IOException {
        return door.answer(event);
    }

    @Override
    public void close() {
        host.close();
    }
}
