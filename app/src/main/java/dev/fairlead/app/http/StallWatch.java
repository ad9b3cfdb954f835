package dev.fairlead.app.http;

import dev.fairlead.app.http.Cuts.Reason;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.ScheduledFuture;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Cuts an answer whose client takes no byte, or whose upstream sends none, for too long. The JDK's
 * client has no time limit for bodies. Looks a few times per limit, on the event loop, so that a
 * chunk costs nothing.
 */
final class StallWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StallWatch.class);
    private static final int LOOKS = 4;

    private final Channel channel;
    private final Closeable upstream;
    private final TimeLimits limits;
    private final ScheduledFuture<?> looks;
    private volatile boolean writing;
    private volatile long since = System.nanoTime();
    private volatile boolean cut;
    private long left;

    StallWatch(Channel channel, Closeable upstream, TimeLimits limits) {
        this.channel = channel;
        this.upstream = upstream;
        this.limits = limits;
        long every = Math.max(1, limits.idle().toNanos() / LOOKS);
        looks =
                channel.eventLoop()
                        .scheduleAtFixedRate(this::look, every, every, TimeUnit.NANOSECONDS);
    }

    /** From now on the upstream is waited for. */
    void reading() {
        writing = false;
        since = System.nanoTime();
    }

    /** From now on the client is waited for. */
    void writing() {
        writing = true;
        since = System.nanoTime();
    }

    /** A stream that was closed under its reader may look as if it had come to its end. */
    void check() throws IOException {
        if (cut) {
            throw new IOException("no byte for " + limits.idle());
        }
    }

    private void look() {
        if (!channel.isActive()) {
            closeUpstream(); // nobody is left to read for
        } else if (writing && hasMoved()) {
            since = System.nanoTime();
        } else if (!cut && System.nanoTime() - since > limits.idle().toNanos()) {
            cut();
        }
    }

    /** Whether the client took a byte since the last look. */
    private boolean hasMoved() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        long before = left;
        left = buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
        return left != before;
    }

    private void cut() {
        limits.cuts().count(writing ? Reason.STALLED_CLIENT : Reason.STALLED_UPSTREAM);
        closeUpstream();
        if (writing) {
            channel.close();
        }
    }

    private void closeUpstream() {
        cut = true;
        try {
            upstream.close();
        } catch (IOException e) {
            LOG.debug("an upstream that is left can't be closed", e);
        }
    }

    @Override
    public void close() {
        looks.cancel(false);
    }
}
