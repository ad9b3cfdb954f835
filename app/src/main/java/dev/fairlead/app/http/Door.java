package dev.fairlead.app.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
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

    private final Reception reception;
    private final Conduct conduct;
    private final HeadTimer headTimer;
    private final Queue<Object> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean broken;
    private boolean secure;
    private @Nullable RequestBody reading;
    private @Nullable InetAddress peer;

    Door(Reception reception, Conduct conduct) {
        this.reception = reception;
        this.conduct = conduct;
        this.headTimer = new HeadTimer(reception.limits(), () -> busy);
    }

    HeadTimer headTimer() {
        return headTimer;
    }

    /** Micronaut's handler behind us reads on demand, and it is never asked. */
    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(true);
        secure = context.pipeline().get(SslHandler.class) != null;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        headTimer.decoded(message);
        if (isHeld(context) && (!isBody(message) || !waiting.isEmpty())) {
            waiting.add(message);
            context.channel().config().setAutoRead(false);
        } else {
            take(context, message);
        }
    }

    /** A client that doesn't take its answers gets no more of them made. */
    private boolean isHeld(ChannelHandlerContext context) {
        return busy || !context.channel().isWritable();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            context.executor().execute(() -> goOn(context));
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
        Optional<Exchange> received = reception.receive(context, http, peer(context), secure);
        if (received.isEmpty()) {
            return;
        }
        Exchange exchange = received.get();
        exchange.body().ifPresent(body -> reading = body);
        busy = !conduct.begin(context, exchange, () -> resume(context));
    }

    /** Takes up what came in while the last request was under way. */
    private void resume(ChannelHandlerContext context) {
        busy = false;
        goOn(context);
    }

    private void goOn(ChannelHandlerContext context) {
        while (!waiting.isEmpty() && (!isHeld(context) || isBody(waiting.element()))) {
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
