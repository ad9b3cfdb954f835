package dev.fairlead.testbed;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body whose length is known; its end is not the end of the connection. */
final class FixedInput extends InputStream {
    private final InputStream in;
    private long remaining;

    FixedInput(InputStream in, long length) {
        this.in = in;
        this.remaining = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (remaining == 0) {
            return -1;
        }
        int count = in.read(bytes, offset, (int) Math.min(length, remaining));
        if (count < 0) {
            throw new EOFException(remaining + " bytes of the body are missing");
        }
        remaining -= count;
        return count;
    }
}
