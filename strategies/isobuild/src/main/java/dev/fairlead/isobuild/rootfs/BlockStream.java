package dev.fairlead.isobuild.rootfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A file that is unpacked block by block while it is read. */
final class BlockStream extends InputStream {

    /** Where the blocks come from. */
    interface Blocks {
        /** The next one; empty behind the last. */
        ByteBuffer next() throws IOException;
    }

    private final Blocks blocks;
    private ByteBuffer block = ByteBuffer.allocate(0);

    BlockStream(Blocks blocks) {
        this.blocks = blocks;
    }

    @Override
    public int read() throws IOException {
        return atEnd() ? -1 : block.get() & 0xff;
    }

    @Override
    public int read(byte[] room, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (atEnd()) {
            return -1;
        }
        int some = Math.min(count, block.remaining());
        block.get(room, offset, some);
        return some;
    }

    private boolean atEnd() throws IOException {
        if (!block.hasRemaining()) {
            block = blocks.next();
        }
        return !block.hasRemaining();
    }
}
