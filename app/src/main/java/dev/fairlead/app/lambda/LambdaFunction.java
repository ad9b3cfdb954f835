package dev.fairlead.app.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import dev.fairlead.app.config.ConfigurationFile;
import dev.fairlead.app.config.HostSettings;
import dev.fairlead.app.host.Host;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/**
 * The program as a Lambda function; a function's configuration names this class as its handler. The
 * instance is made once per execution environment and answers one event at a time.
 */
public final class LambdaFunction implements RequestStreamHandler {
    private final EventDoor door;

    @SuppressWarnings("UnusedVariable") // held, since CRaC refers to it weakly
    private final Snapshot snapshot;

    /** Called by the runtime, with the configuration that {@code FAIRLEAD_CONFIG} names. */
    public LambdaFunction() {
        this(System.getenv());
    }

    private LambdaFunction(Map<String, String> environment) {
        this(
                Host.create(settings(environment), environment, new SimpleMeterRegistry()),
                environment);
    }

    LambdaFunction(Host host, Map<String, String> environment) {
        this.door = new EventDoor(host);
        this.snapshot = Snapshot.of(host, environment);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context)
            throws IOException {
        door.answer(event, response);
    }

    private static HostSettings settings(Map<String, String> environment) {
        var file = ConfigurationFile.chosen(environment);
        return HostSettings.read(ConfigurationFile.read(file, environment)).relativeTo(file);
    }
}
