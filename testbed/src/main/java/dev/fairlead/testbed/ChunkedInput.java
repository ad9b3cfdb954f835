package dev.fairlead.testbed;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body in chunks (RFC 9112 section 7.1), without its framing. */
final class ChunkedInput extends InputStream {
    private final InputStream in;
    private long remaining;
    private boolean started;
    private boolean ended;

    ChunkedInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (remaining == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int count = in.read(bytes, offset, (int) Math.min(length, remaining));
        if (count < 0) {
            throw new EOFException("the peer closed within a chunk");
        }
        remaining -= count;
        return count;
    }

    private void nextChunk() throws IOException {
        if (started) {
            HeadReader.line(in);
        }
        started = true;
        String size = HeadReader.line(in);
        int extension = size.indexOf(';');
        remaining =
                Long.parseLong((extension < 0 ? size : size.substring(0, extension)).strip(), 16);
        if (remaining == 0) {
            ended = true;
            HeadReader.lines(in); // trailer fields, which nobody here asks for
        }
    }
}
