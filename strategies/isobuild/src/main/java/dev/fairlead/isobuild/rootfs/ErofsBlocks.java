package dev.fairlead.isobuild.rootfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** A range of a packed file, an extent at a time. */
final class ErofsBlocks implements BlockStream.Blocks {
    /** The kernel's own limits are 12 MiB of bytes in 1 MiB of packed ones. */
    private static final int MAX_EXTENT = 16 << 20;

    private static final int MAX_PACKED = 1 << 20;
    private static final int CHUNK = 128 * 1024;

    private final Erofs erofs;
    private final ErofsIndex index;
    private final long to;
    private long from;
    private Optional<InputStream> tail = Optional.empty();

    ErofsBlocks(Erofs erofs, ErofsIndex index, long from, long length) {
        this.erofs = erofs;
        this.index = index;
        this.from = from;
        this.to = from + length;
    }

    private record Extent(long start, long end, ErofsIndex.Cluster head, int blocks) {
        int length() {
            return (int) (end - start);
        }
    }

    @Override
    public ByteBuffer next() throws IOException {
        if (tail.isPresent()) {
            return ByteBuffer.wrap(tail.get().readNBytes(CHUNK));
        }
        if (from >= to) {
            return ByteBuffer.allocate(0);
        }
        Extent extent = extent(from);
        if (extent.end == index.length()) {
            Optional<Long> fragment = index.tailFragment(extent.head);
            if (fragment.isPresent()) {
                long offset = Math.addExact(fragment.get(), from - extent.start);
                tail = Optional.of(erofs.fragment(offset, to - from));
                return next();
            }
        }
        ByteBuffer bytes = bytes(extent);
        int skip = (int) (from - extent.start);
        int count = (int) (Math.min(to, extent.end) - from);
        from += count;
        return bytes.slice(skip, count);
    }

    /** The extent that a byte of the file is in. */
    private Extent extent(long at) throws IOException {
        int bits = index.clusterBits();
        long number = at >> bits;
        ErofsIndex.Cluster head = index.cluster(number);
        while (head.type() == ErofsIndex.CONTINUED || (number << bits) + head.offset() > at) {
            if (--number < 0 || at - (number << bits) > MAX_EXTENT) {
                throw new IOException("erofs has a cluster that continues nothing");
            }
            head = index.cluster(number);
        }
        long start = (number << bits) + head.offset();
        int blocks = 0;
        while (++number < index.clusters()) {
            ErofsIndex.Cluster next = index.cluster(number);
            blocks = Math.max(blocks, next.blocks());
            if (next.type() != ErofsIndex.CONTINUED) {
                return checked(start, (number << bits) + next.offset(), head, blocks, at);
            }
            if ((number << bits) - start > MAX_EXTENT) {
                break;
            }
        }
        return checked(start, index.length(), head, blocks, at);
    }

    private static Extent checked(
            long start, long end, ErofsIndex.Cluster head, int blocks, long at) throws IOException {
        if (end <= at || end - start > MAX_EXTENT) {
            throw new IOException("erofs has an extent of " + (end - start) + " bytes");
        }
        return new Extent(start, end, head, blocks);
    }

    private ByteBuffer bytes(Extent extent) throws IOException {
        byte[] stored = stored(extent);
        if (extent.head.type() == ErofsIndex.PLAIN) {
            return plain(extent, stored);
        }
        Compression method = index.method(extent.head.type());
        if (!erofs.padsInFront()) {
            throw new IOException("erofs packed with padding behind the bytes is not read");
        }
        int start = 0;
        while (start < stored.length && stored[start] == 0) {
            start++;
        }
        byte[] packed = Arrays.copyOfRange(stored, start, stored.length);
        return method.unpackExactly(packed, extent.length());
    }

    private byte[] stored(Extent extent) throws IOException {
        if (index.hasInlineTail() && extent.end == index.length()) {
            return erofs.image().bytes(index.end(), index.inlineLength());
        }
        long length =
                extent.blocks == 0
                        ? 1L << index.clusterBits()
                        : (long) extent.blocks << erofs.blockBits();
        if (length > MAX_PACKED) {
            throw new IOException("erofs has a packed extent of " + length + " bytes");
        }
        return erofs.image().bytes(extent.head.block() << erofs.blockBits(), (int) length);
    }

    /** As it is, but for images that keep bytes where in their block the file has them. */
    private ByteBuffer plain(Extent extent, byte[] stored) throws IOException {
        if (extent.length() > stored.length) {
            throw new IOException("erofs has a plain extent longer than its blocks");
        }
        int shift = index.isInterlaced() ? (int) (extent.start & erofs.blockSize() - 1) : 0;
        byte[] bytes = new byte[extent.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = stored[(shift + i) % stored.length];
        }
        return ByteBuffer.wrap(bytes);
    }
}
