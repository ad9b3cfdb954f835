package dev.fairlead.app.lambda;

import dev.fairlead.app.host.Host;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What SnapStart's snapshot of a started function should hold, and what must not outlive it. Who
 * registers it has to keep it: a context refers to it weakly.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">runtime
 *     hooks</a>
 */
record Snapshot(Host host, EventDoor door) implements Resource {
    /** The way of a first request, as far as it goes without a name that somebody stores. */
    private static final List<String> SAMPLES =
            List.of(
                    """
                    {"version": "2.0", "rawPath": "/", "rawQueryString": "", "headers": {},
                     "requestContext": {"http": {"method": "GET", "sourceIp": "192.0.2.1"}}}\
                    """,
                    """
                    {"Records": [{"cf": {"config": {"eventType": "viewer-request"},
                     "request": {"method": "GET", "uri": "/", "querystring": "", "headers": {},
                      "clientIp": "192.0.2.1"}}}]}\
                    """);

    static Snapshot of(Host host, EventDoor door, Map<String, String> environment) {
        Snapshot snapshot = new Snapshot(host, door);
        // Elsewhere nobody would call it, and to look for CRaC opens every jar of the class path.
        if ("snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
            Core.getGlobalContext().register(snapshot);
        }
        return snapshot;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) throws IOException {
        host.prepare();
        for (String sample : SAMPLES) {
            door.answer(new ByteArrayInputStream(sample.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        host.resume();
    }
}
