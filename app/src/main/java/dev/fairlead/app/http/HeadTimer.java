package dev.fairlead.app.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ends a connection whose request head takes too long, as one does that drips (RFC 9110 section
 * 15.5.9). Stands before the codec, where bytes are seen; the {@link Door} behind it tells what
 * became of them. Heads that come in one piece, nearly all, cost no timer.
 */
final class HeadTimer extends ChannelInboundHandlerAdapter {
    private final TimeLimits limits;
    private final BooleanSupplier isBusy;
    private boolean inRequest;
    private boolean progressed;
    private @Nullable ScheduledFuture<?> timer;

    HeadTimer(TimeLimits limits, BooleanSupplier isBusy) {
        this.limits = limits;
        this.isBusy = isBusy;
    }

    /** What the codec made of the bytes. */
    void decoded(Object message) {
        if (message instanceof HttpRequest) {
            inRequest = true;
            stop();
        }
        if (message instanceof LastHttpContent) {
            inRequest = false;
        }
        progressed = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        progressed = false;
        context.fireChannelRead(bytes);
        if (!progressed && !inRequest && timer == null) {
            start(context);
        }
    }

    private void start(ChannelHandlerContext context) {
        timer =
                context.executor()
                        .schedule(
                                () -> end(context), limits.head().toNanos(), TimeUnit.NANOSECONDS);
    }

    /** While we are busy, the rest of the head may be there and not be read by us. */
    private void end(ChannelHandlerContext context) {
        if (isBusy.getAsBoolean()) {
            start(context);
            return;
        }
        limits.cuts().count(Cuts.Reason.SLOW_HEAD);
        context.channel()
                .writeAndFlush(
                        Responses.text(
                                HttpResponseStatus.REQUEST_TIMEOUT,
                                "the request's head took too long"))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stop();
        context.fireChannelInactive();
    }
}
