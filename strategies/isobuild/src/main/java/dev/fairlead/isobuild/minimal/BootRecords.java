package dev.fairlead.isobuild.minimal;

import dev.fairlead.isobuild.iso.BootEntry;
import dev.fairlead.isobuild.iso.IsoFile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What tells firmware and boot loaders where their images are. */
record BootRecords(IsoFile iso, Layout layout) {
    private static final int SECTOR = 2048;
    private static final int FIRST_DESCRIPTOR = 16;
    private static final int TERMINATOR = 0xff;
    private static final int CATALOGUE_AT = 71;

    /** The "boot info table" of isolinux.bin: the volume descriptor's sector and its own. */
    private static final int INFO_AT = 8;

    /** In an isohybrid MBR: where isolinux.bin is, in sectors of 512 bytes. */
    private static final int ISOHYBRID_AT = 432;

    /** coreos-installer's of 2021: where kernel arguments are, and the ignition area. */
    private static final int ARGUMENTS_AT = 32672;

    private static final int IGNITION_AT = 32744;

    void patch(Patched image) throws IOException {
        patchCatalogue(image);
        for (BootEntry entry : iso.bootEntries()) {
            long at = layout.moved(entry.at()) + BootEntry.BLOCK_AT;
            image.write(at, image.read(at, 4).putInt(0, sector(entry.offset())));
            patchInfoTable(image, entry);
            patchIsohybrid(image, entry);
        }
        patchSystemArea(image);
    }

    private int sector(long offset) {
        return (int) (layout.moved(offset) / SECTOR);
    }

    /** The El Torito descriptor has the catalogue's sector. */
    private void patchCatalogue(Patched image) throws IOException {
        int type = 0;
        for (long at = FIRST_DESCRIPTOR * SECTOR; type != TERMINATOR; at += SECTOR) {
            ByteBuffer descriptor = image.read(at, SECTOR);
            type = descriptor.get(0) & 0xff;
            if (type == 0) {
                long old = Integer.toUnsignedLong(descriptor.getInt(CATALOGUE_AT)) * SECTOR;
                image.write(at, descriptor.putInt(CATALOGUE_AT, sector(old)));
            }
        }
    }

    /** Its checksum is of what follows the table, and stays. */
    private void patchInfoTable(Patched image, BootEntry entry) throws IOException {
        long at = layout.moved(entry.offset()) + INFO_AT;
        ByteBuffer table = image.read(at, 8);
        if (table.getInt(0) == FIRST_DESCRIPTOR && table.getInt(4) == entry.offset() / SECTOR) {
            image.write(at, table.putInt(4, sector(entry.offset())));
        }
    }

    private void patchIsohybrid(Patched image, BootEntry entry) throws IOException {
        ByteBuffer field = image.read(ISOHYBRID_AT, 8);
        if (field.getLong(0) == entry.offset() / 512) {
            image.write(ISOHYBRID_AT, field.putLong(0, layout.moved(entry.offset()) / 512));
        }
    }

    /**
     * The ignition area moves; the arguments' header is dropped, as their areas have other lengths.
     */
    private void patchSystemArea(Patched image) throws IOException {
        if (startsWith(image, IGNITION_AT, "coreiso+")) {
            ByteBuffer header = image.read(IGNITION_AT, 16);
            image.write(IGNITION_AT, header.putLong(8, layout.moved(header.getLong(8))));
        }
        if (startsWith(image, ARGUMENTS_AT, "coreKarg")) {
            image.write(ARGUMENTS_AT, new byte[IGNITION_AT - ARGUMENTS_AT]);
        }
    }

    private static boolean startsWith(Patched image, long at, String magic) throws IOException {
        ByteBuffer bytes = image.read(at, magic.length());
        return StandardCharsets.ISO_8859_1.decode(bytes).toString().equals(magic);
    }
}
