package dev.fairlead.isobuild.rootfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Squashfs 4.0.
 *
 * @see <a href="https://dr-emann.github.io/squashfs/">the format</a>
 * @see <a href="https://docs.kernel.org/filesystems/squashfs.html">the kernel's view of it</a>
 */
final class Squashfs implements RootFilesystem {
    static final int MAGIC = 0x73717368;
    private static final int MAX_RUN = 256;
    private static final int MAX_BLOCK = 1 << 20;

    /** A listing's size counts "." and "..", which aren't written. */
    private static final int DOTS = 3;

    private final Region image;
    private final Compression compression;
    private final int blockSize;
    private final ByteBuffer superblock;

    private Squashfs(Region image, Compression compression, int blockSize, ByteBuffer superblock) {
        this.image = image;
        this.compression = compression;
        this.blockSize = blockSize;
        this.superblock = superblock;
    }

    static Squashfs open(Region image) throws IOException {
        ByteBuffer superblock = image.read(0, 96);
        int blockSize = superblock.getInt(12);
        int version = superblock.getShort(28);
        if (version != 4 || Integer.bitCount(blockSize) != 1 || blockSize > MAX_BLOCK) {
            throw new IOException(
                    "squashfs " + version + " with blocks of " + blockSize + " bytes");
        }
        return new Squashfs(image, compression(superblock.getShort(20)), blockSize, superblock);
    }

    private static Compression compression(int id) throws IOException {
        return switch (id) {
            case 1 -> Compression.ZLIB;
            case 4 -> Compression.XZ;
            case 6 -> Compression.ZSTD;
            default ->
                    throw new IOException(
                            "squashfs packed with method " + id + "; gzip, xz and zstd are read");
        };
    }

    @Override
    public long root() {
        return superblock.getLong(32);
    }

    @Override
    public List<Entry> list(long directory) throws IOException {
        MetadataCursor inode = inode(directory);
        return switch (inode.u16()) {
            case 1 -> {
                inode.skip(14);
                long block = inode.u32();
                inode.skip(4);
                int size = inode.u16();
                yield listing(block, inode.u16(), size);
            }
            case 8 -> {
                inode.skip(18);
                long size = inode.u32();
                long block = inode.u32();
                inode.skip(6);
                yield listing(block, inode.u16(), size);
            }
            default -> throw new IOException("squashfs lists something that is no directory");
        };
    }

    private List<Entry> listing(long block, int offset, long size) throws IOException {
        if (size > MAX_DIRECTORY) {
            throw new IOException("squashfs has a directory of " + size + " bytes");
        }
        List<Entry> entries = new ArrayList<>();
        if (size <= DOTS) {
            return entries;
        }
        MetadataCursor cursor = metadata(superblock.getLong(72) + block, offset);
        for (long left = size - DOTS; left > 0; ) {
            long count = cursor.u32() + 1;
            if (count > MAX_RUN) {
                throw new IOException("squashfs has a run of " + count + " directory entries");
            }
            long inodes = cursor.u32();
            cursor.skip(4);
            left -= 12;
            for (int i = 0; i < count; i++) {
                int start = cursor.u16();
                cursor.skip(2);
                Kind kind = kind(cursor.u16());
                byte[] name = cursor.bytes(cursor.u16() + 1);
                left -= 8 + name.length;
                entries.add(
                        new Entry(
                                new String(name, StandardCharsets.UTF_8),
                                kind,
                                inodes << 16 | start));
            }
        }
        return entries;
    }

    private static Kind kind(int type) {
        return switch (type) {
            case 1, 8 -> Kind.DIRECTORY;
            case 2, 9 -> Kind.FILE;
            default -> Kind.OTHER;
        };
    }

    @Override
    public Contents read(long file) throws IOException {
        MetadataCursor inode = inode(file);
        boolean extended =
                switch (inode.u16()) {
                    case 2 -> false;
                    case 9 -> true;
                    default -> throw new IOException("squashfs reads something that is no file");
                };
        inode.skip(14);
        long start = extended ? inode.u64() : inode.u32();
        long length = extended ? inode.u64() : 0;
        inode.skip(extended ? 12 : 0);
        long fragment = inode.u32();
        int offset = (int) inode.u32();
        if (extended) {
            inode.skip(4);
        } else {
            length = inode.u32();
        }
        var blocks = new SquashfsBlocks(this, inode, start, length, fragment, offset);
        return new Contents(length, new BlockStream(blocks));
    }

    int blockSize() {
        return blockSize;
    }

    /** A data block: its length in 24 bits, and whether it is packed; none at all is a hole. */
    ByteBuffer block(long at, long size, int length) throws IOException {
        int packed = length(size);
        if (packed == 0) {
            return ByteBuffer.allocate(length);
        }
        if (packed > MAX_BLOCK) {
            throw new IOException("squashfs has a block of " + packed + " bytes");
        }
        byte[] bytes = image.bytes(at, packed);
        if ((size & 1 << 24) == 0) {
            return compression.unpackExactly(bytes, length);
        }
        if (packed != length) {
            throw new IOException("squashfs has a plain block of another length than its file's");
        }
        return ByteBuffer.wrap(bytes);
    }

    static int length(long size) {
        return (int) size & 0xffffff;
    }

    /** The tail of a file, out of a block that it shares with others. */
    ByteBuffer fragment(long index, int offset, int length) throws IOException {
        long table = image.read(superblock.getLong(80) + index / 512 * 8, 8).getLong();
        MetadataCursor cursor = metadata(table, (int) (index % 512) * 16);
        long start = cursor.u64();
        long size = cursor.u32();
        if (offset < 0 || offset > blockSize - length || length(size) > MAX_BLOCK) {
            throw new IOException("squashfs has a fragment outside of its block");
        }
        byte[] bytes = image.bytes(start, length(size));
        ByteBuffer shared =
                (size & 1 << 24) == 0
                        ? compression.unpackExactly(bytes, offset + length)
                        : ByteBuffer.wrap(bytes);
        if (offset + length > shared.limit()) {
            throw new IOException("squashfs has a fragment outside of its block");
        }
        return shared.slice(offset, length);
    }

    private MetadataCursor inode(long reference) throws IOException {
        return metadata(superblock.getLong(64) + (reference >>> 16), (int) reference & 0xffff);
    }

    private MetadataCursor metadata(long start, int offset) throws IOException {
        return new MetadataCursor(image, compression, start, offset);
    }
}
