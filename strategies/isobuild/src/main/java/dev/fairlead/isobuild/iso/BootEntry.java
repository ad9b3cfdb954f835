package dev.fairlead.isobuild.iso;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What firmware may boot, as the boot catalogue has it.
 *
 * @param at where its entry is
 * @param platform 0 BIOS, 0xef UEFI
 * @param media 0 for no emulation
 * @param loadSectors how many sectors of 512 bytes are loaded
 * @param offset where the boot image is
 * @see <a href="https://pdos.csail.mit.edu/6.828/2014/readings/boot-cdrom.pdf">El Torito 1.0, 2</a>
 */
public record BootEntry(
        long at, int platform, boolean bootable, int media, int loadSectors, long offset) {
    public static final int UEFI = 0xef;

    /** In the entry: the boot image's sector, little-endian. */
    public static final int BLOCK_AT = 8;

    private static final int LENGTH = 32;
    private static final int BOOTABLE = 0x88;
    private static final int SECTION = 0x90;
    private static final int LAST_SECTION = 0x91;
    private static final int EXTENSION = 0x44;

    /** All of a catalogue, which must lie in one sector, as they do. */
    static List<BootEntry> read(ImageSource source, long at) throws IOException {
        ByteBuffer bytes = source.read(at, ImageSource.SECTOR, "its boot catalogue");
        requireValid(bytes);
        int platform = Byte.toUnsignedInt(bytes.get(1));
        List<BootEntry> entries = new ArrayList<>();
        entries.add(of(bytes, LENGTH, at, platform));
        int left = 0; // in the section
        boolean last = false;
        for (int start = 2 * LENGTH; start < bytes.limit(); start += LENGTH) {
            int type = Byte.toUnsignedInt(bytes.get(start));
            if (left > 0) {
                if (type != EXTENSION) {
                    entries.add(of(bytes, start, at, platform));
                    left--;
                }
            } else if (!last && (type == SECTION || type == LAST_SECTION)) {
                platform = Byte.toUnsignedInt(bytes.get(start + 1));
                left = Short.toUnsignedInt(bytes.getShort(start + 2));
                last = type == LAST_SECTION;
            } else {
                break;
            }
        }
        return entries;
    }

    /** Its first entry's words add up to zero. */
    private static void requireValid(ByteBuffer bytes) throws InvalidImageException {
        int sum = 0;
        for (int i = 0; i < LENGTH; i += Short.BYTES) {
            sum += bytes.getShort(i);
        }
        if (bytes.get(0) != 1 || (short) sum != 0 || bytes.getShort(30) != (short) 0xaa55) {
            throw new InvalidImageException("its boot catalogue is damaged");
        }
    }

    private static BootEntry of(ByteBuffer bytes, int start, long at, int platform) {
        return new BootEntry(
                at + start,
                platform,
                Byte.toUnsignedInt(bytes.get(start)) == BOOTABLE,
                bytes.get(start + 1) & 0x0f,
                Short.toUnsignedInt(bytes.getShort(start + 6)),
                VolumeDescriptor.sectors(bytes.getInt(start + BLOCK_AT)));
    }
}
