package dev.fairlead.app.http;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;

/**
 * Sends a body that doesn't belong into memory: piece by piece on the event loop, the next when the
 * client has taken the last.
 */
final class BodySender {
    private static final Logger LOG = LoggerFactory.getLogger(BodySender.class);

    private final ChannelHandlerContext context;
    private final BodyPieces pieces;
    private final TimeLimits limits;
    private final StallWatch watch;
    private final Ended ended;
    private long sent;

    /** Told once, on the event loop. */
    @FunctionalInterface
    interface Ended {

        /** Everything was sent, or the connection is closed. */
        void ended(long bytes);
    }

    private BodySender(
            ChannelHandlerContext context, BodyPieces pieces, TimeLimits limits, Ended ended) {
        this.context = context;
        this.pieces = pieces;
        this.limits = limits;
        this.ended = ended;
        this.watch = new StallWatch(context.channel(), () -> {}, limits);
    }

    /** Begins to send; closes the pieces in the end. */
    static void send(
            ChannelHandlerContext context,
            HttpResponse head,
            BodyPieces pieces,
            TimeLimits limits,
            Ended ended) {
        BodySender sender = new BodySender(context, pieces, limits, ended);
        context.write(head);
        sender.next();
    }

    /** Writes as much as may wait. */
    private void next() {
        watch.writing();
        long length = 0;
        ChannelFuture last = null;
        try {
            do {
                BodyPieces.Piece piece = pieces.next();
                length += piece.length();
                last = context.write(piece.message());
            } while (pieces.hasNext() && context.channel().isWritable());
        } catch (IOException | RuntimeException e) {
            broken(e);
            return;
        }
        if (!pieces.hasNext()) {
            last = context.write(LastHttpContent.EMPTY_LAST_CONTENT);
        }
        context.flush();
        long batch = length;
        last.addListener((ChannelFutureListener) written -> written(written, batch));
    }

    private void written(ChannelFuture written, long batch) {
        if (!written.isSuccess()) {
            if (pieces.areBroken()) {
                broken(written.cause());
            } else {
                end(false);
            }
            return;
        }
        sent += batch;
        if (pieces.hasNext()) {
            next();
        } else {
            end(true);
        }
    }

    /** The client sees a body that ends too early, which is what happened. */
    private void broken(Throwable cause) {
        LOG.error("an answer broke off after {} bytes: its file can't be read", sent, cause);
        limits.cuts().count(Cuts.Reason.BROKEN_FILE);
        end(false);
    }

    private void end(boolean complete) {
        watch.close();
        pieces.close();
        if (!complete) {
            context.close();
        }
        ended.ended(sent);
    }
}
