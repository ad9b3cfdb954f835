package dev.fairlead.app.http;

import dev.fairlead.app.config.MountSettings.PassThroughTo.Mode;
import dev.fairlead.app.host.Routed;
import dev.fairlead.spi.MalformedPathException;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.PassThrough;
import dev.fairlead.spi.RouteRequest;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * The public side of one connection. What can be decided at once is answered on the event loop;
 * everything else moves to a virtual thread, and what the client has sent behind it waits, so that
 * answers keep the order of requests (RFC 9112 section 9.3.2).
 */
final class Door extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private final DoorServices services;
    private final Queue<Object> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean broken;
    private @Nullable RequestBody reading;
    private @Nullable InetAddress peer;

    Door(DoorServices services) {
        this.services = services;
    }

    /** Micronaut's handler behind us reads on demand, and it is never asked. */
    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(true);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (busy && (!isBody(message) || !waiting.isEmpty())) {
            waiting.add(message);
            context.channel().config().setAutoRead(false);
        } else {
            take(context, message);
        }
    }

    /** Part of the body of the request before it. */
    private static boolean isBody(Object message) {
        return message instanceof HttpContent && !(message instanceof HttpRequest);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    private void take(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            begin(context, request);
        }
        if (message instanceof HttpContent content) {
            body(context, content);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    /** A body that nobody reads is let go by; the response doesn't wait for it. */
    private void body(ChannelHandlerContext context, HttpContent content) {
        broken |= content.decoderResult().isFailure();
        RequestBody body = reading;
        if (body == null) {
            content.release();
        } else {
            body.add(content);
            if (content instanceof LastHttpContent) {
                reading = null;
            }
        }
        closeIfBroken(context);
    }

    /** After a body that can't be read nobody can say where the next request begins. */
    private void closeIfBroken(ChannelHandlerContext context) {
        if (broken && !busy) {
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest http) {
        services.inFlight().begin();
        long start = System.nanoTime();
        if (http.decoderResult().isFailure()) {
            refuse(context, http, BadRequests.answer(http.decoderResult().cause()), false);
            return;
        }
        boolean keepAlive = HttpUtil.isKeepAlive(http) && !services.inFlight().isDraining();
        try {
            RouteRequest request = services.reader().read(http, peer(context));
            Optional<Routed> routed = services.router().route(request);
            if (routed.isEmpty()) {
                refuse(
                        context,
                        http,
                        Responses.text(HttpResponseStatus.NOT_FOUND, "no mount has this path"),
                        keepAlive);
                return;
            }
            decide(context, exchange(context, http, routed.get(), keepAlive, start));
        } catch (MalformedPathException e) {
            services.malformed().increment();
            refuse(
                    context,
                    http,
                    Responses.text(HttpResponseStatus.BAD_REQUEST, String.valueOf(e.getMessage())),
                    keepAlive);
        }
    }

    private Exchange exchange(
            ChannelHandlerContext context,
            HttpRequest http,
            Routed routed,
            boolean keepAlive,
            long start) {
        boolean proxied = routed.mount().passThrough().mode() == Mode.PROXY;
        Optional<RequestBody> body = Optional.empty();
        if (proxied && RequestBody.isExpected(http)) {
            reading = new RequestBody(context.channel());
            body = Optional.of(reading);
        }
        return new Exchange(http, routed.request(), routed, body, keepAlive, start);
    }

    private void decide(ChannelHandlerContext context, Exchange exchange) {
        Optional<RouteDecision> decision = services.router().decideAtOnce(exchange.routed());
        if (decision.isPresent() && !isProxied(exchange, decision.get())) {
            answer(context, exchange, decision.get(), response(exchange, decision.get()));
            return;
        }
        busy = true;
        services.threads()
                .execute(() -> {
                    RouteDecision made =
                            decision.orElseGet(() -> services.router().decide(exchange.routed()));
                    if (made instanceof PassThrough passThrough && isProxied(exchange, made)) {
                        proxy(context, exchange, passThrough);
                    } else {
                        FullHttpResponse response = response(exchange, made);
                        context.executor()
                                .execute(() -> {
                                    answer(context, exchange, made, response);
                                    resume(context);
                                });
                    }
                });
    }

    private static boolean isProxied(Exchange exchange, RouteDecision decision) {
        return decision instanceof PassThrough
                && exchange.routed().mount().passThrough().mode() == Mode.PROXY;
    }

    private void proxy(ChannelHandlerContext context, Exchange exchange, PassThrough passThrough) {
        ProxyExchange.Result result =
                services.proxy().stream(context.channel(), exchange, passThrough);
        Optional<FullHttpResponse> instead =
                result.unanswered()
                        ? Optional.of(response(exchange, result.decision()))
                        : Optional.empty();
        context.executor()
                .execute(() -> {
                    if (instead.isPresent()) {
                        answer(context, exchange, result.decision(), instead.get());
                    } else {
                        ended(exchange, result.status(), result.decision());
                        if (!result.reusable()) {
                            context.close();
                        }
                    }
                    resume(context);
                });
    }

    private static FullHttpResponse response(Exchange exchange, RouteDecision decision) {
        return switch (decision) {
            case RouteDecision.Redirect redirect -> Responses.redirect(redirect);
            case PassThrough passThrough ->
                    Responses.passThrough(exchange.routed().passThroughUrl(passThrough.path()));
            case RouteDecision.Serve serve ->
                    ContentResponse.of(
                            serve.content(),
                            exchange.request().method(),
                            exchange.request().fields());
            case RouteDecision.Reject reject -> Responses.reject(reject);
        };
    }

    private void answer(
            ChannelHandlerContext context,
            Exchange exchange,
            RouteDecision decision,
            FullHttpResponse response) {
        exchange.body().ifPresent(RequestBody::discard);
        int status = response.status().code();
        write(context, response, exchange.http().protocolVersion(), exchange.keepAlive());
        ended(exchange, status, decision);
    }

    private void ended(Exchange exchange, int status, RouteDecision decision) {
        services.accessLog().write(exchange, status, decision);
        services.inFlight().end();
    }

    private void refuse(
            ChannelHandlerContext context,
            HttpRequest http,
            FullHttpResponse response,
            boolean keepAlive) {
        write(context, response, http.protocolVersion(), keepAlive);
        services.inFlight().end();
    }

    /** HTTP/1.0 clients keep a connection only if they are told so. */
    private static void write(
            ChannelHandlerContext context,
            FullHttpResponse response,
            HttpVersion asked,
            boolean keepAlive) {
        HttpUtil.setKeepAlive(response.headers(), asked, keepAlive);
        var written = context.write(response);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Takes up what came in while the last request was under way. */
    private void resume(ChannelHandlerContext context) {
        busy = false;
        while (!waiting.isEmpty() && (!busy || isBody(waiting.element()))) {
            take(context, waiting.remove());
        }
        if (waiting.isEmpty()) {
            context.channel().config().setAutoRead(true);
        }
        context.flush();
        closeIfBroken(context);
    }

    private InetAddress peer(ChannelHandlerContext context) {
        InetAddress known = peer;
        if (known == null) {
            known =
                    context.channel().remoteAddress() instanceof InetSocketAddress socket
                            ? socket.getAddress()
                            : InetAddress.getLoopbackAddress();
            peer = known;
        }
        return known;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        if (reading != null) {
            reading.fail();
        }
        context.fireChannelInactive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent && !busy) {
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("connection of {} failed", context.channel().remoteAddress(), cause);
        context.close();
    }
}
