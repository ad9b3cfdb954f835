package dev.fairlead.isobuild.minimal;

import dev.fairlead.isobuild.iso.BootEntry;
import dev.fairlead.isobuild.iso.Extent;
import dev.fairlead.isobuild.iso.InvalidImageException;
import dev.fairlead.isobuild.iso.IsoEntry;
import dev.fairlead.isobuild.iso.IsoFile;
import dev.fairlead.isobuild.iso.VolumeDescriptor;
import dev.fairlead.spi.Body;
import dev.fairlead.spi.Body.FileRange;
import dev.fairlead.spi.Body.Zeros;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * An image made of another: a file is cut out, others get new bytes at the end, where new ones are
 * added too. What lies behind the cut moves to the front, and everything that points there is told.
 */
final class Remake {
    private static final int SECTOR = 2048;

    /** ISO 9660 images for disks end on a cylinder of 64 heads with 32 sectors: 1 MiB. */
    private static final long CYLINDER = 1 << 20;

    /** Some systems read beyond the end; genisoimage and xorriso leave as much. */
    private static final long PADDING = 150L * SECTOR;

    private static final int MAX_RECORDS = 20_000;
    private static final Extent NOTHING = new Extent(0, 0, 0);

    private final IsoFile iso;
    private final Extent cut;
    private final Map<Long, Extent> replaced = new HashMap<>(); // by where they were

    Remake(IsoFile iso, Optional<IsoEntry> cut) throws InvalidImageException {
        this.iso = iso;
        this.cut = cut.isPresent() ? sectors(cut.get()) : NOTHING;
        // they are told of in path tables too, which nothing but they would have to follow
        boolean front =
                iso.list().stream()
                        .filter(IsoEntry::directory)
                        .map(directory -> directory.extents().getFirst().offset())
                        .allMatch(offset -> offset < this.cut.offset());
        if (this.cut.length() > 0 && !front) {
            throw new InvalidImageException("it has directories behind its rootfs.img");
        }
        if (iso.records().size() > MAX_RECORDS) {
            throw new InvalidImageException("it has too many files for a live image");
        }
    }

    private static Extent sectors(IsoEntry file) throws InvalidImageException {
        return new Extent(0, file.position(0, file.size()), roundedUp(file.size(), SECTOR));
    }

    /** The new image. */
    Body with(Map<IsoEntry, byte[]> edited, Map<String, Body> added) throws IOException {
        long end = dataEnd();
        Body data = range(0, cut.offset()).then(range(cutEnd(), end - cutEnd()));
        for (var file : edited.entrySet()) {
            Extent old = file.getKey().extents().getFirst();
            replaced.put(old.offset(), new Extent(0, data.length(), file.getValue().length));
            data = appended(data, Body.of(file.getValue()));
        }
        Map<String, Extent> places = new HashMap<>();
        for (var file : added.entrySet()) {
            Extent place = new Extent(0, data.length(), file.getValue().length());
            places.put(file.getKey().substring(file.getKey().lastIndexOf('/') + 1), place);
            data = appended(data, file.getValue());
        }
        long length = roundedUp(data.length() + PADDING, CYLINDER);
        Layout layout = new Layout(cut.offset(), cut.length(), iso.length(), length);
        Patched image = new Patched(data.then(zeros(length - data.length())));
        patchRecords(image, layout);
        new BootRecords(iso, layout).patch(image);
        new PartitionTables(layout).patch(image);
        for (VolumeDescriptor volume : iso.volumes()) {
            image.write(
                    volume.at() + VolumeDescriptor.SPACE_SIZE_AT,
                    VolumeDescriptor.bothEndian(length / SECTOR));
            changeImages(image, volume, places);
        }
        return image.body();
    }

    private long cutEnd() {
        return cut.offset() + cut.length();
    }

    private Body range(long from, long count) {
        return Body.of(new FileRange(iso.file(), from, count));
    }

    /** Behind all that is a file, a boot image or a directory. */
    private long dataEnd() {
        LongStream files = iso.records().stream().mapToLong(file -> file.offset() + file.length());
        LongStream boot =
                iso.bootEntries().stream()
                        .mapToLong(
                                (BootEntry entry) -> entry.offset() + entry.loadSectors() * 512L);
        long end = LongStream.concat(files, boot).max().orElse(0);
        return Math.clamp(roundedUp(end, SECTOR), cutEnd(), iso.length());
    }

    private static Body appended(Body data, Body file) {
        Body all = data.then(file);
        return all.then(zeros(roundedUp(all.length(), SECTOR) - all.length()));
    }

    private static Body zeros(long count) {
        return Body.of(new Zeros(count));
    }

    private static long roundedUp(long value, long unit) {
        return (value + unit - 1) / unit * unit;
    }

    /** Directory records of all trees, and the roots' in their volume descriptors. */
    private void patchRecords(Patched image, Layout layout) {
        for (Extent old : iso.records()) {
            Extent place =
                    Optional.ofNullable(replaced.get(old.offset()))
                            .filter(_ -> old.length() > 0)
                            .orElse(new Extent(0, layout.moved(old.offset()), old.length()));
            if (place.offset() != old.offset() || place.length() != old.length()) {
                image.write(
                        old.record() + Extent.BLOCK_AT,
                        VolumeDescriptor.bothEndian(place.offset() / SECTOR));
                image.write(
                        old.record() + Extent.LENGTH_AT,
                        VolumeDescriptor.bothEndian(place.length()));
            }
        }
    }

    private void changeImages(Patched image, VolumeDescriptor volume, Map<String, Extent> places)
            throws IOException {
        Extent root = volume.root();
        Directory top = Directory.read(image, volume.joliet(), root.offset(), root.length());
        Directory images =
                top.directory("images")
                        .orElseThrow(() -> new InvalidImageException("it has no /images"));
        for (var file : places.entrySet()) {
            String name = file.getKey();
            Extent place = file.getValue();
            images.remove(name);
            images.add(shortName(name), name, place.offset(), place.length());
        }
        images.write();
        Optional<Directory> pxeboot = images.directory("pxeboot");
        if (cut.length() > 0 && pxeboot.isPresent()) {
            pxeboot.get().remove("rootfs.img");
            pxeboot.get().write();
        }
    }

    /** As ISO 9660 alone has it, and coreos-installer looks for it: eight characters and three. */
    private static String shortName(String name) {
        int dot = name.lastIndexOf('.');
        return name.substring(0, Math.min(8, dot)).toUpperCase(Locale.ROOT)
                + name.substring(dot).toUpperCase(Locale.ROOT);
    }
}
