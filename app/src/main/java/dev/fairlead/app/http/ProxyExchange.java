package dev.fairlead.app.http;

import dev.fairlead.spi.RouteDecision.PassThrough;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicLong;

/** Copies an upstream's answer to the client, no faster than the client takes it. */
final class ProxyExchange {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyExchange.class);
    private static final int CHUNK = 64 * 1024;

    private ProxyExchange() {}

    /**
     * How an exchange ended.
     *
     * @param status what the client was answered; 0: nothing yet
     * @param bytes of the body that were written
     * @param reusable whether the connection is in step and may carry another request
     */
    record Result(int status, long bytes, boolean reusable, PassThrough decision) {
        static Result unanswered(PassThrough decision) {
            return new Result(0, 0, true, decision);
        }

        boolean unanswered() {
            return status == 0;
        }
    }

    static Result copy(
            HttpResponse<InputStream> upstream,
            Channel channel,
            Exchange exchange,
            PassThrough decision,
            TimeLimits limits)
            throws InterruptedException {
        int status = upstream.statusCode();
        boolean keepAlive = exchange.keepAlive() && canDelimit(upstream, exchange);
        AtomicLong bytes = new AtomicLong();
        try (InputStream body = upstream.body();
                StallWatch watch = new StallWatch(channel, body, limits)) {
            channel.write(head(upstream, exchange, keepAlive));
            pump(body, channel, watch, bytes);
            watch.writing();
            channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).await();
            watch.check();
            exchange.body().ifPresent(RequestBody::discard);
            return new Result(status, bytes.get(), keepAlive, decision);
        } catch (IOException e) {
            // The client sees a body that ends too early, which is what happened.
            LOG.warn(
                    "mount {}: an answer broke off half-way ({})",
                    exchange.mount().name(),
                    e.toString());
            return new Result(status, bytes.get(), false, decision);
        }
    }

    private static DefaultHttpResponse head(
            HttpResponse<InputStream> upstream, Exchange exchange, boolean keepAlive) {
        DefaultHttpResponse head =
                new DefaultHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(upstream.statusCode()));
        ProxyFields.toClient(upstream.headers(), head.headers());
        if (hasBody(upstream, exchange) && !hasLength(upstream) && isHttp11(exchange)) {
            HttpUtil.setTransferEncodingChunked(head, true);
        }
        HttpUtil.setKeepAlive(head.headers(), exchange.http().protocolVersion(), keepAlive);
        return head;
    }

    /** Without length and chunks the end of the connection is the end of the body. */
    private static boolean canDelimit(HttpResponse<InputStream> upstream, Exchange exchange) {
        return isHttp11(exchange) || hasLength(upstream) || !hasBody(upstream, exchange);
    }

    private static boolean hasLength(HttpResponse<InputStream> upstream) {
        return upstream.headers().firstValue(HttpHeaderNames.CONTENT_LENGTH.toString()).isPresent();
    }

    private static boolean isHttp11(Exchange exchange) {
        return exchange.http().protocolVersion().equals(HttpVersion.HTTP_1_1);
    }

    private static boolean hasBody(HttpResponse<InputStream> upstream, Exchange exchange) {
        int status = upstream.statusCode();
        return !exchange.request().method().equals("HEAD") && status != 204 && status != 304;
    }

    private static void pump(InputStream body, Channel channel, StallWatch watch, AtomicLong bytes)
            throws IOException, InterruptedException {
        byte[] buffer = new byte[CHUNK];
        int count = body.read(buffer);
        while (count >= 0) {
            ByteBuf chunk = channel.alloc().buffer(count).writeBytes(buffer, 0, count);
            ChannelFuture written = channel.writeAndFlush(new DefaultHttpContent(chunk));
            if (!channel.isWritable()) {
                watch.writing();
                written.await(); // back-pressure: the client decides the pace
            }
            if (!channel.isActive()) {
                throw new IOException("the client went away");
            }
            bytes.addAndGet(count);
            watch.reading();
            count = body.read(buffer);
        }
        watch.check();
    }
}
