package dev.fairlead.testbed;

import java.io.IOException;
import java.io.OutputStream;

/** Content of any length, the byte at each position following from the position. */
record PatternPayload(long length) implements Payload {
    private static final int PIECE_BYTES = 16 * 1024;
    // A prime, so that a piece sent twice or left out does not look right.
    private static final int PERIOD = 251;

    @Override
    public void write(OutputStream to, long from, long count) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        for (long at = from; at < from + count; at += PIECE_BYTES) {
            int size = (int) Math.min(PIECE_BYTES, from + count - at);
            for (int i = 0; i < size; i++) {
                piece[i] = (byte) ((at + i) % PERIOD);
            }
            to.write(piece, 0, size);
        }
    }
}
