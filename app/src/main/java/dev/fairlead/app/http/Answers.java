package dev.fairlead.app.http;

import dev.fairlead.app.door.AccessLog;
import dev.fairlead.spi.RouteDecision;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/** Writes answers that are made here, and notes that an exchange has ended. On the event loop. */
record Answers(AccessLog accessLog, InFlight inFlight) {

    void answer(
            ChannelHandlerContext context,
            Exchange exchange,
            RouteDecision decision,
            FullHttpResponse response) {
        exchange.body().ifPresent(RequestBody::discard);
        int status = response.status().code();
        write(context, response, exchange.http().protocolVersion(), exchange.keepAlive());
        ended(exchange, status, decision);
    }

    void ended(Exchange exchange, int status, RouteDecision decision) {
        accessLog.write(exchange.routed(), exchange.startNanos(), status, decision);
        exchange.mount().leave();
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
}
