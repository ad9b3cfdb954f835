package dev.fairlead.app.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A body as it arrives, that breaks when no byte comes for too long: the JDK's own stream would
 * wait forever. A piece is asked for when the one before was read, so that the reader decides the
 * pace.
 */
final class TimedBody extends InputStream implements BodySubscriber<InputStream> {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** What the connection says, in its order. */
    private sealed interface Event {}

    private record Piece(List<ByteBuffer> buffers) implements Event {}

    private record End(Optional<Throwable> fault) implements Event {}

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
    private final Duration idle;
    private Iterator<ByteBuffer> piece = List.<ByteBuffer>of().iterator();
    private ByteBuffer buffer = NOTHING;
    private Optional<End> end = Optional.empty();

    TimedBody(Duration idle) {
        this.idle = idle;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription.complete(given);
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        events.add(new Piece(buffers));
    }

    @Override
    public void onError(Throwable fault) {
        events.add(new End(Optional.of(fault)));
    }

    @Override
    public void onComplete() {
        events.add(new End(Optional.empty()));
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(to, offset, count);
        return count;
    }

    /** Has a byte at hand, or is at the end. */
    private boolean fill() throws IOException {
        while (!buffer.hasRemaining() && end.isEmpty()) {
            if (piece.hasNext()) {
                buffer = piece.next();
            } else {
                take(next());
            }
        }
        if (end.isPresent() && end.get().fault().isPresent()) {
            throw new IOException("the answer broke off", end.get().fault().get());
        }
        return buffer.hasRemaining();
    }

    private void take(Event event) {
        switch (event) {
            case Piece(var buffers) -> {
                piece = buffers.iterator();
                subscription.join().request(1);
            }
            case End last -> end = Optional.of(last);
        }
    }

    private Event next() throws IOException {
        try {
            Event event = events.poll(idle.toNanos(), TimeUnit.NANOSECONDS);
            if (event != null) {
                return event;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a body was read");
        }
        close();
        throw new IOException("the upstream sent no byte for " + idle);
    }

    /** Gives the connection up, unless all has come: then it serves another call. */
    @Override
    public void close() {
        subscription.thenAccept(Subscription::cancel);
        buffer = NOTHING;
        end = Optional.of(end.orElse(new End(Optional.of(new IOException("closed")))));
    }
}
