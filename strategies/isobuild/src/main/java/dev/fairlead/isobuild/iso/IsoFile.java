package dev.fairlead.isobuild.iso;

import dev.fairlead.spi.Body;
import dev.fairlead.spi.Body.FileRange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An ISO 9660 image, read once: what it holds and where, with offsets beyond 4 GiB too. Whatever
 * the file holds, reading it ends and takes bounded memory.
 */
public final class IsoFile {
    private final Path file;
    private final long length;
    private final List<VolumeDescriptor> volumes;
    private final List<BootEntry> bootEntries;
    private final List<IsoEntry> entries = new ArrayList<>();
    private final List<Extent> records = new ArrayList<>();
    private final Map<String, IsoEntry> byPath = new HashMap<>();
    private final Map<String, IsoEntry> byIsoPath = new HashMap<>();

    private IsoFile(Path file, ImageSource source) throws IOException {
        this.file = file;
        length = source.length();
        var descriptors = VolumeDescriptor.read(source);
        volumes = List.copyOf(descriptors.volumes());
        if (volumes.isEmpty() || volumes.getFirst().joliet()) {
            throw new InvalidImageException("it has no primary volume descriptor");
        }
        long space = volume().spaceSize() * ImageSource.SECTOR;
        if (space > length) {
            throw new InvalidImageException(
                    String.format(Locale.ROOT, "it is cut short: %d of %d bytes", length, space));
        }
        List<BootEntry> boot = new ArrayList<>();
        for (long at : descriptors.bootCatalogues()) {
            boot.addAll(BootEntry.read(source, at));
        }
        bootEntries = List.copyOf(boot);
        for (VolumeDescriptor volume : volumes) {
            index(volume, TreeReader.read(source, volume));
        }
    }

    /**
     * Reads an image's index.
     *
     * @throws InvalidImageException when it isn't an ISO 9660 image, or a damaged one
     */
    public static IsoFile open(Path file) throws IOException {
        try (ImageSource source = new ImageSource(file)) {
            return new IsoFile(file, source);
        }
    }

    /** The primary tree's names go before Joliet's. */
    private void index(VolumeDescriptor volume, IsoTree tree) {
        records.addAll(tree.records());
        for (IsoEntry entry : tree.entries()) {
            byPath.putIfAbsent(entry.path(), entry);
            if (!volume.joliet()) {
                entries.add(entry);
                byIsoPath.putIfAbsent(entry.isoPath().toUpperCase(Locale.ROOT), entry);
            }
        }
    }

    public Path file() {
        return file;
    }

    public long length() {
        return length;
    }

    /** The primary one. */
    public VolumeDescriptor volume() {
        return volumes.getFirst();
    }

    /** The primary one and those of Joliet. */
    public List<VolumeDescriptor> volumes() {
        return volumes;
    }

    public List<BootEntry> bootEntries() {
        return bootEntries;
    }

    /** Files and directories of the primary tree. */
    public List<IsoEntry> list() {
        return List.copyOf(entries);
    }

    /** What every directory record of every tree says, the roots and "." and ".." too. */
    public List<Extent> records() {
        return List.copyOf(records);
    }

    /**
     * A file or directory by its Rock Ridge or Joliet path, or by what ISO 9660 alone makes of it:
     * {@code coreos/kargs.json} is {@code COREOS/KARGS.JSO} there.
     *
     * @param path without a leading slash
     */
    public Optional<IsoEntry> find(String path) {
        return Optional.ofNullable(byPath.get(path))
                .or(() -> Optional.ofNullable(byIsoPath.get(path.toUpperCase(Locale.ROOT))))
                .or(() -> Optional.ofNullable(byIsoPath.get(ShortName.ofPath(path))));
    }

    /** A file's bytes. */
    public Body body(IsoEntry entry) {
        return Body.of(
                entry.extents().stream()
                        .map(extent -> new FileRange(file, extent.offset(), extent.length()))
                        .toList());
    }
}
