package dev.fairlead.app.lambda;

import com.fasterxml.jackson.databind.JsonNode;

import dev.fairlead.app.host.Catalogue;
import dev.fairlead.app.host.Mount;

/**
 * Work that a strategy put off: {@code {"fairlead":{"perform":{"mount":"…","work":"…"}}}}. No front
 * of AWS lets a client choose an event's top-level keys, so it is from who may invoke the function.
 */
record WorkEvent(String mount, String work) implements Event {

    static WorkEvent of(JsonNode perform) {
        if (!perform.path("mount").isTextual() || !perform.path("work").isTextual()) {
            throw new EventException("fairlead.perform takes two texts: mount and work");
        }
        return new WorkEvent(perform.path("mount").textValue(), perform.path("work").textValue());
    }

    /** Does it; failures are the invoker's to see. */
    void perform(Catalogue catalogue) {
        Mount found =
                catalogue
                        .named(mount)
                        .orElseThrow(() ->
                                new EventException("fairlead.perform: there is no mount " + mount));
        found.perform(work);
    }
}
