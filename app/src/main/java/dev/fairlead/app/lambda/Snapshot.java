package dev.fairlead.app.lambda;

import dev.fairlead.app.host.Host;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

import java.util.Map;

/**
 * What SnapStart's snapshot of a started function should hold, and what must not outlive it. Who
 * registers it has to keep it: a context refers to it weakly.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">runtime
 *     hooks</a>
 */
record Snapshot(Host host) implements Resource {

    static Snapshot of(Host host, Map<String, String> environment) {
        Snapshot snapshot = new Snapshot(host);
        // Elsewhere nobody would call it, and to look for CRaC opens every jar of the class path.
        if ("snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
            Core.getGlobalContext().register(snapshot);
        }
        return snapshot;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        host.prepare();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        host.resume();
    }
}
