package dev.fairlead.isobuild.image;

import dev.fairlead.isobuild.iso.Extent;
import dev.fairlead.isobuild.iso.IsoEntry;
import dev.fairlead.isobuild.iso.IsoFile;
import dev.fairlead.isobuild.iso.VolumeDescriptor;
import dev.fairlead.spi.Body;
import dev.fairlead.spi.Body.Zeros;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Puts a file's new content after the end of an image, as it is too large for its old place. All
 * that reads the file by its name finds it: boot loaders, coreos-installer, the kernel.
 *
 * @param header whether the historic header tells where it is
 */
record Relocation(IsoFile iso, IsoEntry file, boolean header) {
    /** What loads it has it in memory more than once. */
    static final long MAX_LENGTH = 64 << 20;

    private static final int SECTOR = 2048;

    Body apply(Body image, Body content) throws CustomisationException {
        if (content.length() > MAX_LENGTH) {
            throw CustomisationException.tooLarge(
                    "the Ignition archive", MAX_LENGTH, content.length());
        }
        long at = image.length() + padding(image.length());
        Body moved = image;
        for (Extent record : iso.records()) {
            if (isOld(record)) {
                moved = number(moved, record.record() + Extent.BLOCK_AT, at / SECTOR);
                moved = number(moved, record.record() + Extent.LENGTH_AT, content.length());
            }
        }
        if (header) {
            byte[] place =
                    ByteBuffer.allocate(16)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(at)
                            .putLong(content.length())
                            .array();
            moved = moved.overlaid(IgnitionArea.HEADER_AT + 8, Body.of(place));
        }
        long end = at + content.length() + padding(content.length());
        for (VolumeDescriptor volume : iso.volumes()) {
            moved = number(moved, volume.at() + VolumeDescriptor.SPACE_SIZE_AT, end / SECTOR);
        }
        return filled(filled(moved).then(content));
    }

    /** The file's record in each tree; nothing else lies at its place. */
    private boolean isOld(Extent record) {
        Extent old = file.extents().getFirst();
        return record.offset() == old.offset() && record.length() == old.length();
    }

    private static Body number(Body image, long at, long value) {
        return image.overlaid(at, Body.of(VolumeDescriptor.bothEndian(value)));
    }

    private static Body filled(Body body) {
        return body.then(Body.of(new Zeros(padding(body.length()))));
    }

    private static long padding(long length) {
        return Math.floorMod(-length, SECTOR);
    }
}
