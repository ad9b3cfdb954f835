package dev.fairlead.app.http;

import dev.fairlead.app.host.Router;
import dev.fairlead.spi.RouteDecision;

import io.netty.channel.Channel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Reads a body that a strategy wants before it decides; may wait for the client.
 *
 * @param exchange with the body
 * @param refusal the answer where there is no such body
 */
record BodyReader(Exchange exchange, Optional<RouteDecision> refusal) {
    private static final Logger LOG = LoggerFactory.getLogger(BodyReader.class);

    /** What fits into memory as one. */
    private static final int MOST = Integer.MAX_VALUE - 8;

    static BodyReader read(Channel channel, Exchange exchange, Router router) {
        long limit = exchange.bodyLimit().orElseThrow();
        if (ProxyFields.length(exchange) > limit) {
            return new BodyReader(exchange, Optional.of(router.tooLarge(exchange.routed(), limit)));
        }
        try {
            ProxyFields.continueIfAsked(channel, exchange);
            byte[] bytes =
                    exchange.body().orElseThrow().readNBytes((int) Math.min(limit + 1, MOST));
            return bytes.length > limit
                    ? new BodyReader(
                            exchange, Optional.of(router.tooLarge(exchange.routed(), limit)))
                    : new BodyReader(exchange.withBody(ByteBuffer.wrap(bytes)), Optional.empty());
        } catch (IOException e) {
            LOG.debug("a request's body can't be read", e);
            return new BodyReader(exchange, Optional.of(router.cutShort(exchange.routed())));
        }
    }
}
