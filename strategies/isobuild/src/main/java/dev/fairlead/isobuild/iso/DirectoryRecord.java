package dev.fairlead.isobuild.iso;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A directory record (ECMA-119 9.1).
 *
 * @param name each byte as a character
 * @param systemUse what follows the name: Rock Ridge's place
 */
record DirectoryRecord(Extent extent, int flags, String name, ByteBuffer systemUse) {
    private static final int FLAGS_AT = 25;
    private static final int NAME_LENGTH_AT = 32;
    private static final int NAME_AT = 33;
    private static final int DIRECTORY = 0x02;
    private static final int MORE_EXTENTS = 0x80;

    /** The records of one sector of a directory. */
    static List<DirectoryRecord> of(ByteBuffer sector, long at) throws InvalidImageException {
        List<DirectoryRecord> records = new ArrayList<>();
        int start = 0;
        while (start < sector.limit() && sector.get(start) != 0) {
            int length = Byte.toUnsignedInt(sector.get(start));
            if (length <= NAME_AT || start + length > sector.limit()) {
                throw new InvalidImageException("a directory record in it is cut short");
            }
            ByteBuffer bytes = sector.slice(start, length).order(ByteOrder.LITTLE_ENDIAN);
            records.add(
                    of(
                            bytes,
                            new Extent(
                                    at + start,
                                    VolumeDescriptor.sectors(bytes.getInt(Extent.BLOCK_AT)),
                                    Integer.toUnsignedLong(bytes.getInt(Extent.LENGTH_AT)))));
            start += length;
        }
        return records;
    }

    private static DirectoryRecord of(ByteBuffer bytes, Extent extent)
            throws InvalidImageException {
        int nameLength = Byte.toUnsignedInt(bytes.get(NAME_LENGTH_AT));
        int end = NAME_AT + nameLength + (nameLength + 1) % 2; // records have an even length
        if (nameLength == 0 || NAME_AT + nameLength > bytes.limit()) {
            throw new InvalidImageException("a name in it is longer than its directory record");
        }
        byte[] name = new byte[nameLength];
        bytes.get(NAME_AT, name);
        ByteBuffer systemUse =
                end < bytes.limit()
                        ? bytes.slice(end, bytes.limit() - end)
                        : ByteBuffer.allocate(0);
        return new DirectoryRecord(
                extent, bytes.get(FLAGS_AT), new String(name, ISO_8859_1), systemUse);
    }

    boolean isDirectory() {
        return (flags & DIRECTORY) != 0;
    }

    boolean hasMoreExtents() {
        return (flags & MORE_EXTENTS) != 0;
    }

    /** Whether it stands for the directory that it is in, or the one above. */
    boolean isDots() {
        return name.equals("\0") || name.equals("\1");
    }
}
