package dev.fairlead.isobuild.rootfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Goes over squashfs's metadata: blocks of 8 KiB, each packed on its own behind a 16-bit length.
 *
 * @see <a href="https://dr-emann.github.io/squashfs/#_packing_metadata">the format</a>
 */
final class MetadataCursor {
    private static final int BLOCK = 8192;
    private static final int PLAIN = 0x8000;

    private final Region image;
    private final Compression compression;
    private long next;
    private ByteBuffer block = ByteBuffer.allocate(0);

    MetadataCursor(Region image, Compression compression, long start, int offset)
            throws IOException {
        this.image = image;
        this.compression = compression;
        this.next = start;
        skip(offset);
    }

    int u8() throws IOException {
        load();
        return block.get() & 0xff;
    }

    int u16() throws IOException {
        return u8() | u8() << 8;
    }

    long u32() throws IOException {
        return u16() | (long) u16() << 16;
    }

    long u64() throws IOException {
        return u32() | u32() << 32;
    }

    byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        for (int done = 0; done < count; ) {
            load();
            int some = Math.min(count - done, block.remaining());
            block.get(bytes, done, some);
            done += some;
        }
        return bytes;
    }

    void skip(int count) throws IOException {
        bytes(count);
    }

    private void load() throws IOException {
        if (block.hasRemaining()) {
            return;
        }
        int header = image.read(next, 2).getShort() & 0xffff;
        int size = header & ~PLAIN;
        if (size == 0 || size > BLOCK) {
            throw new IOException("squashfs has a metadata block of " + size + " bytes");
        }
        byte[] packed = image.bytes(next + 2, size);
        block = (header & PLAIN) != 0 ? ByteBuffer.wrap(packed) : compression.unpack(packed, BLOCK);
        if (!block.hasRemaining()) {
            throw new IOException("squashfs has an empty metadata block");
        }
        block.order(ByteOrder.LITTLE_ENDIAN);
        next += 2 + size;
    }
}
