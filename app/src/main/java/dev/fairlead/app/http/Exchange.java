package dev.fairlead.app.http;

import dev.fairlead.app.config.MountSettings.PassThroughTo.Mode;
import dev.fairlead.app.host.Mount;
import dev.fairlead.app.host.Routed;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.PassThrough;
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
        Routed routed,
        Optional<RequestBody> body,
        boolean keepAlive,
        long startNanos) {

    RouteRequest request() {
        return routed.request();
    }

    Mount mount() {
        return routed.mount();
    }

    /** Whether this decision means to stream the upstream's answer. */
    boolean isProxied(RouteDecision decision) {
        return decision instanceof PassThrough && mount().passThrough().mode() == Mode.PROXY;
    }
}
