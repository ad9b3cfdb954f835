package dev.fairlead.app.http;

import dev.fairlead.app.config.MountSettings.PassThroughTo.Mode;
import dev.fairlead.app.door.Response;
import dev.fairlead.app.host.Routed;
import dev.fairlead.app.host.Router;
import dev.fairlead.spi.MalformedPathException;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;

import java.net.InetAddress;
import java.util.Optional;

/** Takes a request in: reads it and finds its mount, or refuses it. */
record Reception(
        Router router,
        RequestReader reader,
        Answers answers,
        InFlight inFlight,
        TimeLimits limits) {

    /** The exchange that has begun; empty: it is refused already. */
    Optional<Exchange> receive(ChannelHandlerContext context, HttpRequest http, InetAddress peer) {
        inFlight.begin();
        long start = System.nanoTime();
        if (http.decoderResult().isFailure()) {
            answers.refuse(context, http, BadRequests.answer(http.decoderResult().cause()), false);
            return Optional.empty();
        }
        boolean keepAlive = HttpUtil.isKeepAlive(http) && !inFlight.isDraining();
        try {
            Optional<Routed> routed = router.route(reader.read(http, peer));
            if (routed.isPresent() && routed.get().mount().admit()) {
                return Optional.of(exchange(context, http, routed.get(), keepAlive, start));
            }
            answers.refuse(
                    context,
                    http,
                    routed.isPresent() ? Responses.tooBusy() : Responses.of(Response.unrouted()),
                    keepAlive);
        } catch (MalformedPathException e) {
            answers.accessLog().malformed();
            answers.refuse(
                    context,
                    http,
                    Responses.text(HttpResponseStatus.BAD_REQUEST, String.valueOf(e.getMessage())),
                    keepAlive);
        }
        return Optional.empty();
    }

    private Exchange exchange(
            ChannelHandlerContext context,
            HttpRequest http,
            Routed routed,
            boolean keepAlive,
            long start) {
        boolean proxied = routed.mount().passThrough().mode() == Mode.PROXY;
        Optional<RequestBody> body =
                proxied && RequestBody.isExpected(http)
                        ? Optional.of(new RequestBody(context.channel(), limits))
                        : Optional.empty();
        return new Exchange(http, routed, body, keepAlive, start);
    }
}
