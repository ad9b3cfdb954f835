package dev.fairlead.isobuild.cpio;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The bytes of one Zstandard frame, block by block: the decoder asks for more than it needs, and
 * what follows the frame isn't for it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8878#section-3.1.1">RFC 8878 3.1.1</a>
 */
final class ZstdFrame extends InputStream {
    private static final int MAGIC_LENGTH = 4;
    private static final int BLOCK_HEADER = 3;
    private static final int CHECKSUM = 4;
    private static final int RLE = 1;
    private static final int[] DICTIONARY_ID = {0, 1, 2, 4};
    private static final int[] CONTENT_SIZE = {0, 2, 4, 8};

    private final InputStream in;
    private final int checksum;
    private byte[] piece;
    private int at;
    private boolean last;

    ZstdFrame(InputStream in) throws IOException {
        this.in = in;
        piece = exactly(MAGIC_LENGTH + 1);
        int descriptor = piece[MAGIC_LENGTH];
        boolean singleSegment = (descriptor & 1 << 5) != 0;
        int size = CONTENT_SIZE[descriptor >> 6 & 3];
        int rest = singleSegment ? Math.max(size, 1) : size + 1; // a window, where there is none
        append(exactly(rest + DICTIONARY_ID[descriptor & 3]));
        checksum = (descriptor & 1 << 2) != 0 ? CHECKSUM : 0;
    }

    @Override
    public int read() throws IOException {
        return ready() ? piece[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (!ready()) {
            return -1;
        }
        int some = Math.min(count, piece.length - at);
        System.arraycopy(piece, at, bytes, offset, some);
        at += some;
        return some;
    }

    private boolean ready() throws IOException {
        if (at == piece.length && !last) {
            at = 0;
            nextBlock();
        }
        return at < piece.length;
    }

    private void nextBlock() throws IOException {
        piece = exactly(BLOCK_HEADER);
        int header = (piece[0] & 0xff) | (piece[1] & 0xff) << 8 | (piece[2] & 0xff) << 16;
        last = (header & 1) != 0;
        append(exactly((header >> 1 & 3) == RLE ? 1 : header >> 3));
        if (last) {
            append(exactly(checksum));
        }
    }

    private void append(byte[] more) {
        int length = piece.length;
        piece = Arrays.copyOf(piece, length + more.length);
        System.arraycopy(more, 0, piece, length, more.length);
    }

    private byte[] exactly(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("a zstd archive is cut short");
        }
        return bytes;
    }
}
