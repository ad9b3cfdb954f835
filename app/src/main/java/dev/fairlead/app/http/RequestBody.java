package dev.fairlead.app.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A request body that another thread reads while it arrives. When more than {@link #HIGH} bytes
 * wait, the socket isn't read until somebody took them.
 */
final class RequestBody extends InputStream {
    private static final int HIGH = 256 * 1024;

    private final Channel channel;
    private final TimeLimits limits;
    private final Deque<byte[]> chunks = new ArrayDeque<>();
    private int waiting;
    private int offset;
    private boolean complete;
    private boolean failed;
    private boolean discarded;

    RequestBody(Channel channel, TimeLimits limits) {
        this.limits = limits;
        this.channel = channel;
    }

    static boolean isExpected(HttpRequest request) {
        return HttpUtil.isTransferEncodingChunked(request)
                || HttpUtil.getContentLength(request, 0L) > 0;
    }

    /** Takes the content over and releases it. */
    synchronized void add(HttpContent content) {
        ByteBuf bytes = content.content();
        if (bytes.isReadable() && !discarded) {
            chunks.add(ByteBufUtil.getBytes(bytes));
            waiting += bytes.readableBytes();
            if (waiting > HIGH) {
                channel.config().setAutoRead(false);
            }
        }
        complete |= content instanceof LastHttpContent;
        failed |= content.decoderResult().isFailure();
        content.release();
        notifyAll();
    }

    /** The client went away. */
    synchronized void fail() {
        failed = true;
        notifyAll();
    }

    /** Nobody reads on; what still comes is dropped. */
    synchronized void discard() {
        discarded = true;
        chunks.clear();
        channel.config().setAutoRead(true);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public synchronized int read(byte[] into, int at, int length) throws IOException {
        await();
        byte[] chunk = chunks.peek();
        if (chunk == null) {
            return -1;
        }
        int count = Math.min(length, chunk.length - offset);
        System.arraycopy(chunk, offset, into, at, count);
        offset += count;
        waiting -= count;
        if (offset == chunk.length) {
            chunks.remove();
            offset = 0;
        }
        if (waiting <= HIGH / 2) {
            channel.config().setAutoRead(true);
        }
        return count;
    }

    /** Whoever waits for us to go on can't tell that it waits for nothing. */
    private IOException stalled() {
        failed = true;
        limits.cuts().count(Cuts.Reason.STALLED_REQUEST);
        channel.close();
        return new IOException("the client sent nothing for " + limits.idle());
    }

    private void await() throws IOException {
        long start = System.nanoTime();
        while (chunks.isEmpty() && (!complete || failed)) {
            if (failed || discarded) {
                throw new IOException("the client went away before its request was complete");
            }
            long left = limits.idle().minusNanos(System.nanoTime() - start).toMillis();
            if (left <= 0) {
                throw stalled();
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }
    }
}
