package dev.fairlead.app.http;

import dev.fairlead.app.config.MountSettings.PassThroughTo.Mode;
import dev.fairlead.app.host.Mount;
import dev.fairlead.app.host.Routed;
import dev.fairlead.app.host.Visit;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.PassThrough;
import dev.fairlead.spi.RouteRequest;

import io.netty.handler.codec.http.HttpRequest;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One request and where it has got to; used by one thread at a time.
 *
 * @param body what the client sends, where somebody may want to read it
 * @param bodyLimit how much of it the strategy wants to read before it decides
 */
record Exchange(
        HttpRequest http,
        Routed routed,
        Visit visit,
        Optional<RequestBody> body,
        OptionalLong bodyLimit,
        boolean keepAlive,
        long startNanos) {

    RouteRequest request() {
        return routed.request();
    }

    Mount mount() {
        return routed.mount();
    }

    Exchange withBody(ByteBuffer read) {
        return new Exchange(
                http,
                routed.withBody(read),
                visit,
                body,
                OptionalLong.empty(),
                keepAlive,
                startNanos);
    }

    /** Whether this decision means to stream the upstream's answer. */
    boolean isProxied(RouteDecision decision) {
        return decision instanceof PassThrough && mount().passThrough().mode() == Mode.PROXY;
    }
}
