package dev.fairlead.isobuild.rootfs;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A file's blocks one after another, and its fragment behind them. */
final class SquashfsBlocks implements BlockStream.Blocks {
    private static final long NO_FRAGMENT = 0xffffffffL;

    private final Squashfs squashfs;
    private final MetadataCursor sizes;
    private final long fragment;
    private final int offset;
    private long at;
    private long left;

    SquashfsBlocks(
            Squashfs squashfs,
            MetadataCursor sizes,
            long start,
            long length,
            long fragment,
            int offset) {
        this.squashfs = squashfs;
        this.sizes = sizes;
        this.at = start;
        this.left = length;
        this.fragment = fragment;
        this.offset = offset;
    }

    @Override
    public ByteBuffer next() throws IOException {
        if (left <= 0) {
            return ByteBuffer.allocate(0);
        }
        int length = (int) Math.min(left, squashfs.blockSize());
        left -= length;
        if (length < squashfs.blockSize() && fragment != NO_FRAGMENT) {
            return squashfs.fragment(fragment, offset, length);
        }
        long size = sizes.u32();
        ByteBuffer block = squashfs.block(at, size, length);
        at += Squashfs.length(size);
        return block;
    }
}
