package dev.fairlead.isobuild.cpio;

import java.io.EOFException;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * One gzip member. The JDK's GZIPInputStream reads on into what follows, and takes it for damage
 * when it is something else.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952#section-2.3">RFC 1952 2.3</a>
 */
final class GzipMember extends InflaterInputStream {
    static final int BUFFER = 8192;
    private static final int HEADER_CRC = 1 << 1;
    private static final int EXTRA = 1 << 2;
    private static final int NAME = 1 << 3;
    private static final int COMMENT = 1 << 4;

    private final PushbackInputStream packed;
    private final CRC32 crc = new CRC32();
    private boolean ended;

    GzipMember(PushbackInputStream packed) throws IOException {
        super(packed, new Inflater(true), BUFFER);
        this.packed = packed;
        byte[] header = exactly(10);
        int flags = header[3];
        if ((flags & EXTRA) != 0) {
            exactly(littleEndian(exactly(2)).getShort() & 0xffff);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            exactly(2);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        int read = super.read(bytes, offset, count);
        if (read > 0) {
            crc.update(bytes, offset, read);
        } else if (read < 0 && !ended) {
            end();
        }
        return read;
    }

    /** Gives back what isn't its own, and checks the rest. */
    private void end() throws IOException {
        ended = true;
        packed.unread(buf, len - inf.getRemaining(), inf.getRemaining());
        ByteBuffer trailer = littleEndian(exactly(8));
        boolean sound = trailer.getInt() == (int) crc.getValue();
        sound &= trailer.getInt() == (int) inf.getBytesWritten();
        inf.end();
        if (!sound) {
            throw new IOException("a gzip archive is damaged");
        }
    }

    private void skipText() throws IOException {
        while (exactly(1)[0] != 0) {
            // until its end
        }
    }

    private byte[] exactly(int count) throws IOException {
        byte[] bytes = packed.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("a gzip archive is cut short");
        }
        return bytes;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
