package dev.fairlead.testbed;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Hangs up after so many bytes of a body. */
final class TruncatedOutput extends FilterOutputStream {
    private long remaining;

    TruncatedOutput(OutputStream out, long bytes) {
        super(out);
        this.remaining = bytes;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int count = (int) Math.min(length, remaining);
        out.write(bytes, offset, count);
        remaining -= count;
        if (count < length) {
            out.flush();
            throw new HangUp("truncated as scripted");
        }
    }

    @Override
    public void close() throws IOException {
        if (remaining > 0) {
            out.close();
        }
    }
}
