package dev.fairlead.testbed;

import java.io.IOException;
import java.io.OutputStream;

/** Content in memory. */
final class BytesPayload implements Payload {
    private static final int PIECE_BYTES = 16 * 1024;

    private final byte[] bytes;

    BytesPayload(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public void write(OutputStream to, long from, long count) throws IOException {
        for (long at = from; at < from + count; at += PIECE_BYTES) {
            to.write(bytes, (int) at, (int) Math.min(PIECE_BYTES, from + count - at));
        }
    }
}
