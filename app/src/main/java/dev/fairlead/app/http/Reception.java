package dev.fairlead.app.http;

import dev.fairlead.app.door.Response;
import dev.fairlead.app.host.Routed;
import dev.fairlead.app.host.Router;
import dev.fairlead.app.host.Visit;
import dev.fairlead.spi.MalformedPathException;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalLong;

/** Takes a request in: reads it and finds its mount, or refuses it. */
record Reception(
        Router router,
        RequestReader reader,
        Answers answers,
        InFlight inFlight,
        TimeLimits limits) {

    /** The exchange that has begun; empty: it is refused already. */
    Optional<Exchange> receive(
            ChannelHandlerContext context, HttpRequest http, InetAddress peer, boolean secure) {
        inFlight.begin();
        long start = System.nanoTime();
        if (http.decoderResult().isFailure()) {
            answers.refuse(context, http, BadRequests.answer(http.decoderResult().cause()), false);
            return Optional.empty();
        }
        boolean keepAlive = HttpUtil.isKeepAlive(http) && !inFlight.isDraining();
        try {
            Optional<Routed> routed = router.route(reader.read(http, peer, secure));
            Optional<Visit> visit = routed.flatMap(Visit::admitted);
            if (visit.isPresent()) {
                return Optional.of(
                        exchange(
                                context,
                                http,
                                routed.orElseThrow(),
                                visit.get(),
                                keepAlive,
                                start));
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
            Visit visit,
            boolean keepAlive,
            long start) {
        boolean expected = RequestBody.isExpected(http);
        boolean proxied = routed.mount().streams();
        OptionalLong limit = expected && !proxied ? routed.bodyLimit() : OptionalLong.empty();
        Optional<RequestBody> body =
                expected && (proxied || limit.isPresent())
                        ? Optional.of(new RequestBody(context.channel(), limits))
                        : Optional.empty();
        return new Exchange(http, routed, visit, body, limit, keepAlive, start);
    }
}
