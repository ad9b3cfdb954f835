package dev.fairlead.app.lambda;

import dev.fairlead.app.config.HostSettings;
import dev.fairlead.app.door.AccessLog;
import dev.fairlead.app.host.Catalogue;
import dev.fairlead.app.host.Host;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import java.io.IOException;
import java.io.InputStream;

/** The front door for events of any shape. */
final class EventDoor {
    private final Role role;
    private final Catalogue catalogue;
    private final WebDoor web;
    private final EdgeDoor edge;

    EventDoor(Role role, Host host, HostSettings settings, MeterRegistry registry) {
        AccessLog accessLog = new AccessLog(settings.server().accessLog(), registry);
        Fit fit = new Fit(settings.lambda().tooLargeRedirect());
        Counter failures =
                Counter.builder("fairlead.edge.failures")
                        .description("Edge events that were let go on because of a bug")
                        .register(registry);
        this.role = role;
        this.catalogue = host.catalogue();
        this.edge = new EdgeDoor(host.router(), accessLog, failures, fit);
        this.web =
                new WebDoor(
                        host.router(),
                        host.clientAddress(),
                        new EdgePost(edge, settings.edge().secret()),
                        accessLog,
                        fit);
    }

    /**
     * The answer to one event, as JSON.
     *
     * @throws EventException when nobody can answer it
     */
    byte[] answer(InputStream json) throws IOException {
        Event event = Event.of(Json.read(json));
        if (event instanceof WorkEvent work) {
            work.perform(catalogue);
            return Json.bytes(Json.object());
        }
        if (role != Role.ROUTER) {
            throw new EventException(
                    "LAMBDA_HANDLER makes this function the uploader, which takes background work"
                            + " only");
        }
        return event instanceof EdgeEvent asked ? edge.answer(asked) : web.answer((WebEvent) event);
    }
}
