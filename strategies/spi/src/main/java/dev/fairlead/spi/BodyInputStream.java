package dev.fairlead.spi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Reads a body from its start to its end, a piece at a time. */
final class BodyInputStream extends InputStream {
    private static final int PIECE = 256 << 10;

    private final Body body;
    private long next;
    private ByteBuffer piece = ByteBuffer.allocate(0);

    BodyInputStream(Body body) {
        this.body = body;
    }

    @Override
    public int read() throws IOException {
        return ready() ? piece.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (!ready()) {
            return -1;
        }
        int some = Math.min(count, piece.remaining());
        piece.get(bytes, offset, some);
        return some;
    }

    private boolean ready() throws IOException {
        if (!piece.hasRemaining()) {
            long count = Math.min(PIECE, body.length() - next);
            piece = body.slice(next, count).read();
            next += count;
        }
        return piece.hasRemaining();
    }
}
