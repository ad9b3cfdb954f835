package dev.fairlead.isobuild.rootfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Where each logical cluster of a packed file lies. A cluster either begins an extent (which may
 * begin in its middle) or only continues one; it is listed in 8 bytes, or in 4 or 2 where several
 * share the number of their first block.
 *
 * @see <a
 *     href="https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/fs/erofs/zmap.c?h=v6.12">the
 *     kernel's reading</a>
 */
final class ErofsIndex {
    private static final int SHORT_ENTRIES = 0x1;
    private static final int BIG_CLUSTERS = 0x2;
    private static final int INLINE_TAIL = 0x8;
    private static final int INTERLACED = 0x10;
    private static final int FRAGMENT_TAIL = 0x20;
    private static final int HAS_COUNT = 1 << 11;
    static final int PLAIN = 0;
    static final int CONTINUED = 2;

    private final Erofs erofs;
    private final ErofsInode inode;
    private final ByteBuffer header;
    private final long start;

    ErofsIndex(Erofs erofs, ErofsInode inode) throws IOException {
        this.erofs = erofs;
        this.inode = inode;
        long at = (inode.end() + 7) & -8;
        this.header = erofs.image().read(at, 8);
        this.start = at + (inode.layout() == ErofsInode.FULL_INDEX ? 16 : 8);
    }

    /**
     * @param type plain, packed by the first or the second method, or continued
     * @param offset where in the cluster its extent begins
     * @param block its first block
     * @param blocks how many its extent has, as the cluster behind its first says; 0 where it
     *     doesn't
     */
    record Cluster(int type, int offset, long block, int blocks) {}

    long length() {
        return inode.length();
    }

    int clusterBits() {
        return erofs.blockBits() + (header.get(7) & 7);
    }

    long clusters() {
        return (inode.length() + (1L << clusterBits()) - 1) >> clusterBits();
    }

    boolean hasInlineTail() {
        return (advice() & INLINE_TAIL) != 0;
    }

    boolean isInterlaced() {
        return (advice() & INTERLACED) != 0;
    }

    int inlineLength() {
        return header.getShort(2) & 0xffff;
    }

    /** Where in the file of fragments this one's tail begins. */
    Optional<Long> tailFragment(Cluster last) {
        return (advice() & FRAGMENT_TAIL) == 0
                ? Optional.empty()
                : Optional.of((last.block() << 32) | (header.getInt(0) & 0xffffffffL));
    }

    /** Where in the file of fragments all of this one is, if it is there. */
    Optional<Long> wholeFragment() {
        return header.get(7) >= 0
                ? Optional.empty()
                : Optional.of(header.getLong(0) & Long.MAX_VALUE);
    }

    /** True for what the file of fragments itself must not do. */
    boolean hasFragments() {
        return header.get(7) < 0 || (advice() & FRAGMENT_TAIL) != 0;
    }

    Compression method(int type) throws IOException {
        int methods = header.get(6);
        int method = (type == 1 ? methods : methods >> 4) & 15;
        return switch (method) {
            case 0 -> Compression.LZ4;
            case 1 -> Compression.MICRO_LZMA;
            case 2 -> Compression.DEFLATE;
            case 3 -> Compression.ZSTD;
            default -> throw new IOException("erofs packed with method " + method);
        };
    }

    Cluster cluster(long number) throws IOException {
        return inode.layout() == ErofsInode.FULL_INDEX ? full(number) : compact(number);
    }

    /**
     * The first byte behind the entry of the last cluster, and those that share a block with it.
     */
    long end() throws IOException {
        if (inode.layout() == ErofsInode.FULL_INDEX) {
            return start + clusters() * 8;
        }
        Pack pack = pack(clusters() - 1);
        return pack.at + pack.length();
    }

    private Cluster full(long number) throws IOException {
        ByteBuffer entry = erofs.image().read(start + number * 8, 8);
        int type = entry.getShort(0) & 3;
        int count = entry.getShort(4) & 0xffff;
        return type == CONTINUED
                ? new Cluster(type, 0, 0, (count & HAS_COUNT) == 0 ? 0 : count & ~HAS_COUNT)
                : new Cluster(type, entry.getShort(2) & 0xffff, entry.getInt(4) & 0xffffffffL, 0);
    }

    /** Entries that share the number of a block, which stands behind them. */
    private record Pack(long at, int entries, int entryBytes, int index) {
        int length() {
            return entries * entryBytes;
        }

        int bits() {
            return (length() - 4) * 8 / entries;
        }
    }

    private Pack pack(long number) {
        long first = Math.min(clusters(), (32 - start % 32) / 4 & 7);
        long left = clusters() - first;
        long shorts = (advice() & SHORT_ENTRIES) == 0 ? 0 : left / 16 * 16;
        if (number < first) {
            return pair(start, number);
        }
        if (number < first + shorts) {
            long pack = (number - first) / 16;
            return new Pack(start + first * 4 + pack * 32, 16, 2, (int) ((number - first) % 16));
        }
        return pair(start + first * 4 + shorts * 2, number - first - shorts);
    }

    /** Two of four bytes; they lie at multiples of eight. */
    private static Pack pair(long from, long number) {
        long at = from + number * 4;
        return new Pack(at & -8, 2, 4, (int) (at & 7) / 4);
    }

    private Cluster compact(long number) throws IOException {
        Pack pack = pack(number);
        ByteBuffer bytes =
                ByteBuffer.allocate(pack.length() + 4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(erofs.image().read(pack.at, pack.length()));
        int entry = entry(bytes, pack, pack.index);
        if (type(entry) == CONTINUED) {
            int low = low(entry);
            return new Cluster(CONTINUED, 0, 0, (low & HAS_COUNT) == 0 ? 0 : low & ~HAS_COUNT);
        }
        long base = bytes.getInt(pack.length() - 4) & 0xffffffffL;
        long block = base + before(bytes, pack);
        return new Cluster(type(entry), low(entry), block, 0);
    }

    /** How many blocks lie between the pack's and that of one of its extents. */
    private int before(ByteBuffer bytes, Pack pack) throws IOException {
        boolean big = (advice() & BIG_CLUSTERS) != 0;
        int blocks = big ? 0 : 1;
        for (int i = pack.index - 1; i >= 0; i--) {
            int entry = entry(bytes, pack, i);
            int low = low(entry);
            if (type(entry) != CONTINUED) {
                blocks++;
            } else if (!big) {
                i -= low;
                blocks += i >= 0 ? 1 : 0;
            } else if ((low & HAS_COUNT) != 0) {
                blocks += low & ~HAS_COUNT;
                i--;
            } else if (low > 1) {
                i -= low - 2;
            } else {
                throw new IOException("erofs has a cluster that continues nothing");
            }
        }
        return blocks;
    }

    private int entry(ByteBuffer bytes, Pack pack, int index) {
        int bit = index * pack.bits();
        return bytes.getInt(bit / 8) >>> (bit & 7);
    }

    private int low(int entry) {
        return entry & (1 << lowBits()) - 1;
    }

    private int type(int entry) {
        return entry >>> lowBits() & 3;
    }

    private int lowBits() {
        return Math.max(clusterBits(), 12);
    }

    private int advice() {
        return header.getShort(4);
    }
}
