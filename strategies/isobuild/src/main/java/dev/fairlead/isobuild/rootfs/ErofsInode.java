package dev.fairlead.isobuild.rootfs;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What is known of a file.
 *
 * @param start its first block, where its layout has one
 * @param end the first byte behind the inode and its extended attributes
 */
record ErofsInode(int mode, int layout, long length, long start, long end) {
    static final int FULL_INDEX = 1;
    static final int COMPACT_INDEX = 3;
    private static final int PLAIN = 0;
    private static final int INLINE = 2;

    static ErofsInode read(Region image, long at) throws IOException {
        ByteBuffer inode = image.read(at, 32);
        boolean extended = (inode.getShort(0) & 1) != 0;
        int layout = inode.getShort(0) >> 1 & 7;
        long length = extended ? image.read(at + 8, 8).getLong() : inode.getInt(8) & 0xffffffffL;
        if (layout > COMPACT_INDEX || length < 0) {
            throw new IOException("erofs has a file of layout " + layout + ", which is not read");
        }
        int attributes = inode.getShort(2) & 0xffff;
        long end = at + (extended ? 64 : 32) + (attributes == 0 ? 0 : 8 + 4L * attributes);
        return new ErofsInode(
                inode.getShort(4) & 0xf000, layout, length, inode.getInt(16) & 0xffffffffL, end);
    }

    boolean isDirectory() {
        return mode == 0x4000 && (layout == PLAIN || layout == INLINE);
    }

    boolean isFile() {
        return mode == 0x8000;
    }

    boolean isInline() {
        return layout == INLINE;
    }

    boolean isPacked() {
        return layout == FULL_INDEX || layout == COMPACT_INDEX;
    }
}
