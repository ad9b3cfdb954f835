package dev.fairlead.isobuild.rootfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * EROFS, plain or packed.
 *
 * @see <a href="https://erofs.docs.kernel.org/en/latest/ondisk/core_ondisk.html">the format</a>
 */
final class Erofs implements RootFilesystem {
    static final int SUPERBLOCK = 1024;
    static final int MAGIC = 0xE0F5E1E2;

    /**
     * Zero padding, big clusters, chunks, second method, packed tails, fragments, xattr prefixes.
     */
    private static final int KNOWN_FEATURES = 0x7f;

    private static final int ZERO_PADDING = 1;
    private static final int DIRENT = 12;

    private final Region image;
    private final ByteBuffer superblock;

    private Erofs(Region image, ByteBuffer superblock) {
        this.image = image;
        this.superblock = superblock;
    }

    static Erofs open(Region image) throws IOException {
        ByteBuffer superblock = image.read(SUPERBLOCK, 128);
        int bits = superblock.get(12);
        int features = superblock.getInt(80);
        if (bits < 9 || bits > 16) {
            throw new IOException("erofs with blocks of 2^" + bits + " bytes");
        }
        if ((features & ~KNOWN_FEATURES) != 0) {
            throw new IOException(
                    String.format(Locale.ROOT, "erofs with features 0x%x is not read", features));
        }
        return new Erofs(image, superblock);
    }

    @Override
    public long root() {
        return superblock.getShort(14) & 0xffff;
    }

    @Override
    public List<Entry> list(long directory) throws IOException {
        ErofsInode inode = inode(directory);
        if (!inode.isDirectory() || inode.length() > MAX_DIRECTORY) {
            throw new IOException("erofs lists something that is no directory, or far too large");
        }
        byte[] listing = plain(inode).readNBytes((int) inode.length());
        List<Entry> entries = new ArrayList<>();
        for (int at = 0; at < listing.length; at += blockSize()) {
            int length = Math.min(blockSize(), listing.length - at);
            addAll(ByteBuffer.wrap(listing, at, length).slice(), entries);
        }
        return entries;
    }

    private static void addAll(ByteBuffer block, List<Entry> entries) throws IOException {
        block.order(ByteOrder.LITTLE_ENDIAN);
        if (block.limit() < DIRENT) {
            throw new IOException("erofs has a directory block without an entry");
        }
        int count = nameOffset(block, 0) / DIRENT;
        for (int i = 0; i < count; i++) {
            int from = nameOffset(block, i);
            int to = i + 1 < count ? nameOffset(block, i + 1) : block.limit();
            if (from < count * DIRENT || to < from || to > block.limit()) {
                throw new IOException("erofs has a name outside of its directory block");
            }
            String name = name(block.slice(from, to - from));
            if (!name.equals(".") && !name.equals("..")) {
                long inode = block.getLong(i * DIRENT);
                entries.add(new Entry(name, kind(block.get(i * DIRENT + 10)), inode));
            }
        }
    }

    private static int nameOffset(ByteBuffer block, int index) throws IOException {
        int at = index * DIRENT;
        if (at > block.limit() - DIRENT) {
            throw new IOException("erofs has more directory entries than fit into their block");
        }
        return block.getShort(at + 8) & 0xffff;
    }

    /** Up to a NUL: the last name of a block is filled up with them. */
    private static String name(ByteBuffer bytes) {
        String name = StandardCharsets.UTF_8.decode(bytes).toString();
        int end = name.indexOf('\0');
        return end < 0 ? name : name.substring(0, end);
    }

    private static Kind kind(int type) {
        return switch (type) {
            case 1 -> Kind.FILE;
            case 2 -> Kind.DIRECTORY;
            default -> Kind.OTHER;
        };
    }

    @Override
    public Contents read(long file) throws IOException {
        ErofsInode inode = inode(file);
        if (!inode.isFile()) {
            throw new IOException("erofs reads something that is no file");
        }
        return new Contents(inode.length(), inode.isPacked() ? packed(inode) : plain(inode));
    }

    private InputStream packed(ErofsInode inode) throws IOException {
        ErofsIndex index = new ErofsIndex(this, inode);
        Optional<Long> whole = index.wholeFragment();
        return whole.isPresent()
                ? fragment(whole.get(), inode.length())
                : new BlockStream(new ErofsBlocks(this, index, 0, inode.length()));
    }

    /** Bytes of the file that holds the tails of others. */
    InputStream fragment(long offset, long length) throws IOException {
        ErofsInode shared = inode(superblock.getLong(96));
        if (!shared.isPacked() || offset < 0 || offset > shared.length() - length) {
            throw new IOException("erofs has a fragment outside of its file");
        }
        ErofsIndex index = new ErofsIndex(this, shared);
        if (index.hasFragments()) {
            throw new IOException("erofs has a fragment of fragments");
        }
        return new BlockStream(new ErofsBlocks(this, index, offset, length));
    }

    /** Whole blocks where the inode says, and the rest there or right behind the inode. */
    private InputStream plain(ErofsInode inode) throws IOException {
        long inline = inode.isInline() ? inode.length() % blockSize() : 0;
        long[] done = {0};
        return new BlockStream(() -> {
            long blocks = inode.length() - inline;
            boolean tail = done[0] >= blocks;
            long left = (tail ? inode.length() : blocks) - done[0];
            long at = tail ? inode.end() : inode.start() * blockSize() + done[0];
            ByteBuffer block = image.read(at, (int) Math.min(left, blockSize()));
            done[0] += block.remaining();
            return block;
        });
    }

    private ErofsInode inode(long number) throws IOException {
        long at = (superblock.getInt(40) & 0xffffffffL) * blockSize();
        return ErofsInode.read(image, Math.addExact(at, number << 5));
    }

    Region image() {
        return image;
    }

    int blockBits() {
        return superblock.get(12);
    }

    int blockSize() {
        return 1 << blockBits();
    }

    boolean padsInFront() {
        return (superblock.getInt(80) & ZERO_PADDING) != 0;
    }
}
