package dev.fairlead.app.http;

import dev.fairlead.app.host.Routed;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteRequest;

import io.netty.handler.codec.http.HttpRequest;

import java.util.Optional;

/**
 * One request and where it has got to; used by one thread at a time.
 *
 * @param body what the client sends, where somebody may want to read it
 */
record Exchange(
        HttpRequest http,
        RouteRequest request,
        Routed routed,
        Optional<RequestBody> body,
        boolean keepAlive,
        long startNanos) {

    /** What the access log tells of it. */
    record Outcome(int status, RouteDecision decision) {}
}
