package dev.fairlead.app.http;

import dev.fairlead.app.door.AccessLog;
import dev.fairlead.spi.RouteDecision;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/** Writes answers that are made here, and notes that an exchange has ended. On the event loop. */
record Answers(AccessLog accessLog, InFlight inFlight, TimeLimits limits) {

    /**
     * Writes an answer, and tells whether that was all to do; otherwise {@code done} runs once it
     * is sent.
     */
    boolean answer(
            ChannelHandlerContext context,
            Exchange exchange,
            RouteDecision decision,
            Outgoing outgoing,
            Runnable done) {
        exchange.body().ifPresent(RequestBody::discard);
        HttpResponse head = outgoing.head();
        HttpVersion asked = exchange.http().protocolVersion();
        if (outgoing.pieces().isPresent()) {
            HttpUtil.setKeepAlive(head.headers(), asked, exchange.keepAlive());
            BodySender.send(
                    context,
                    head,
                    outgoing.pieces().get(),
                    limits,
                    bytes -> {
                        ended(exchange, head.status().code(), bytes, decision);
                        if (!exchange.keepAlive()) {
                            context.close();
                        }
                        context.executor().execute(done); // who waits for it may not wait yet
                    });
            return false;
        }
        ChannelFuture written = write(context, head, asked, exchange.keepAlive());
        wholeWritten(exchange, outgoing, written);
        noted(exchange, head.status().code(), decision);
        return true;
    }

    /** Most strategies don't want to know; then nobody waits for it. */
    private static void wholeWritten(Exchange exchange, Outgoing outgoing, ChannelFuture written) {
        int status = outgoing.head().status().code();
        if (exchange.visit().isObserved()) {
            written.addListener(sent ->
                    exchange.visit().ended(status, sent.isSuccess() ? outgoing.length() : 0));
        } else {
            exchange.visit().ended(status, outgoing.length());
        }
    }

    void ended(Exchange exchange, int status, long bytes, RouteDecision decision) {
        exchange.visit().ended(status, bytes);
        noted(exchange, status, decision);
    }

    private void noted(Exchange exchange, int status, RouteDecision decision) {
        accessLog.write(exchange.routed(), exchange.startNanos(), status, decision);
        inFlight.end();
    }

    /** Answers what never became an exchange. */
    void refuse(
            ChannelHandlerContext context,
            HttpRequest http,
            FullHttpResponse response,
            boolean keepAlive) {
        write(context, response, http.protocolVersion(), keepAlive);
        inFlight.end();
    }

    /** HTTP/1.0 clients keep a connection only if they are told so. */
    private static ChannelFuture write(
            ChannelHandlerContext context,
            HttpResponse response,
            HttpVersion asked,
            boolean keepAlive) {
        HttpUtil.setKeepAlive(response.headers(), asked, keepAlive);
        ChannelFuture written = context.write(response);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
        return written;
    }
}
