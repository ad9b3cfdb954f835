package dev.fairlead.app.http;

import io.micrometer.core.instrument.MeterRegistry;

/** Counts the connections that were ended because somebody was too slow, or a file broken. */
record Cuts(MeterRegistry registry) {

    enum Reason {
        SLOW_HEAD("slow-head"),
        STALLED_REQUEST("stalled-request"),
        STALLED_CLIENT("stalled-client"),
        STALLED_UPSTREAM("stalled-upstream"),
        BROKEN_FILE("broken-file");

        private final String tag;

        Reason(String tag) {
            this.tag = tag;
        }
    }

    void count(Reason reason) {
        registry.counter("fairlead.connections.cut", "reason", reason.tag).increment();
    }
}
