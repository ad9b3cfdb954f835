package dev.fairlead.app.http;

import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.PassThrough;
import dev.fairlead.spi.RouteDecision.Redirect;
import dev.fairlead.spi.RouteDecision.Reject;
import dev.fairlead.spi.RouteDecision.Serve;

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
        accessLog.write(exchange, status, decision);
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

    /** The answer to be written; on a virtual thread if the mount signs URLs anew. */
    static FullHttpResponse response(Exchange exchange, RouteDecision decision) {
        return switch (decision) {
            case Redirect redirect -> Responses.redirect(redirect);
            case PassThrough passThrough ->
                    Responses.passThrough(exchange.routed().passThroughUrl(passThrough.path()));
            case Serve serve ->
                    ContentResponse.of(
                            serve.content(),
                            exchange.request().method(),
                            exchange.request().fields());
            case Reject reject -> Responses.reject(reject);
        };
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
