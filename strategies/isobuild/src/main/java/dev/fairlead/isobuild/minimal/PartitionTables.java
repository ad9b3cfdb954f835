package dev.fairlead.isobuild.minimal;

import dev.fairlead.isobuild.iso.InvalidImageException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * What makes an image bootable from a disk: the MBR's partitions, and the GPT with its copy at the
 * end (UEFI 2.10, 5.2 and 5.3). A partition that begins at the start is the whole image and ends
 * with it; any other moves with what is in it.
 */
record PartitionTables(Layout layout) {
    private static final int SECTOR = 512;
    private static final int MBR_PARTITIONS = 446;
    private static final int MBR_PARTITION = 16;
    private static final long START = 32768 / SECTOR;
    private static final int MAX_ENTRIES = 128 * 1024;
    private static final long PROTECTED = 0xee;

    void patch(Patched image) throws IOException {
        ByteBuffer mbr = image.read(0, SECTOR);
        if (mbr.getShort(510) != (short) 0xaa55) {
            return;
        }
        for (int i = 0; i < 4; i++) {
            patch(mbr.slice(MBR_PARTITIONS + i * MBR_PARTITION, MBR_PARTITION));
        }
        image.write(0, mbr);
        if (isGpt(image.read(SECTOR, SECTOR))) {
            patchGpt(image);
        }
    }

    private void patch(ByteBuffer partition) {
        partition.order(ByteOrder.LITTLE_ENDIAN);
        long start = Integer.toUnsignedLong(partition.getInt(8));
        long count = Integer.toUnsignedLong(partition.getInt(12));
        if (count == 0) {
            return;
        }
        if (start > START) {
            partition.putInt(8, (int) moved(start));
            return;
        }
        partition.putInt(12, (int) (count + layout.growth() / SECTOR));
        if ((partition.get(4) & 0xff) != PROTECTED) {
            putEnd(partition);
        }
    }

    /** The last cylinder, head and sector, as isohybrid counts them: 64 heads with 32 sectors. */
    private void putEnd(ByteBuffer partition) {
        long last = Math.min(layout.length() / (64 * 32 * SECTOR), 1024) - 1;
        partition.put(5, (byte) 63);
        partition.put(6, (byte) (32 | (last & 0x300) >> 2));
        partition.put(7, (byte) last);
    }

    private long moved(long sector) {
        return layout.moved(sector * SECTOR) / SECTOR;
    }

    private static boolean isGpt(ByteBuffer header) {
        byte[] magic = new byte[8];
        header.get(0, magic);
        return new String(magic, StandardCharsets.ISO_8859_1).equals("EFI PART");
    }

    private void patchGpt(Patched image) throws IOException {
        ByteBuffer header = image.read(SECTOR, SECTOR);
        long last = layout.length() / SECTOR - 1;
        long growth = last - header.getLong(32);
        ByteBuffer entries = entries(image, header);
        for (int at = 0; at < entries.limit(); at += header.getInt(84)) {
            patchEntry(entries, at, growth);
        }
        long copy = last - (entries.limit() + SECTOR - 1) / SECTOR;
        header.putInt(88, crc(entries, entries.limit()));
        header.putLong(32, last).putLong(48, copy - 1);
        image.write(header.getLong(72) * SECTOR, entries);
        image.write(SECTOR, checked(header));
        header.putLong(24, last).putLong(32, 1).putLong(72, copy);
        image.write(copy * SECTOR, entries);
        image.write(last * SECTOR, checked(header));
    }

    private static ByteBuffer entries(Patched image, ByteBuffer header) throws IOException {
        long size = Integer.toUnsignedLong(header.getInt(84));
        long length = size * Integer.toUnsignedLong(header.getInt(80));
        long start = header.getLong(72);
        int headerSize = header.getInt(12);
        if (size < 48
                || length > MAX_ENTRIES
                || start < 2
                || start > START
                || headerSize < 92
                || headerSize > SECTOR) {
            throw new InvalidImageException("its GPT is damaged");
        }
        return image.read(start * SECTOR, (int) length);
    }

    private void patchEntry(ByteBuffer entries, int at, long growth) {
        long start = entries.getLong(at + 32);
        long end = entries.getLong(at + 40);
        if (end == 0) {
            return;
        }
        if (start <= START) {
            entries.putLong(at + 40, end + growth);
        } else {
            entries.putLong(at + 32, moved(start));
            entries.putLong(at + 40, moved(start) + end - start);
        }
    }

    /** With its own checksum, which is made while its field is zero. */
    private static ByteBuffer checked(ByteBuffer header) {
        header.putInt(16, 0);
        return header.putInt(16, crc(header, header.getInt(12)));
    }

    private static int crc(ByteBuffer bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes.slice(0, length));
        return (int) crc.getValue();
    }
}
