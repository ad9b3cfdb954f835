package dev.fairlead.isobuild.iso;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Walks one volume's directories, each of them once, whatever they say. */
final class TreeReader {
    private static final int MAX_ENTRIES = 200_000;
    private static final int MAX_NAMES = 16 << 20; // characters of all paths

    private record Directory(String path, String isoPath, long offset, long length) {}

    private final ImageSource source;
    private final VolumeDescriptor volume;
    private final Deque<Directory> pending = new ArrayDeque<>();
    private final Set<Long> seen = new HashSet<>();
    private final List<IsoEntry> entries = new ArrayList<>();
    private final List<Extent> records = new ArrayList<>();
    private final List<Extent> extents = new ArrayList<>(); // of a file with more to come
    private OptionalInt skip = OptionalInt.empty();
    private int names;

    private TreeReader(ImageSource source, VolumeDescriptor volume) {
        this.source = source;
        this.volume = volume;
    }

    static IsoTree read(ImageSource source, VolumeDescriptor volume) throws IOException {
        return new TreeReader(source, volume).read();
    }

    private IsoTree read() throws IOException {
        Extent root = volume.root();
        records.add(root);
        skip = volume.joliet() ? OptionalInt.empty() : RockRidge.skip(self(root.offset()));
        enter(new Directory("", "", root.offset(), root.length()));
        while (!pending.isEmpty()) {
            read(pending.remove());
        }
        return new IsoTree(entries, records);
    }

    private void enter(Directory directory) {
        if (seen.add(directory.offset)) {
            pending.add(directory);
        }
    }

    private void read(Directory directory) throws IOException {
        source.requireWithin(directory.offset, directory.length, "a directory in it");
        for (long at = 0; at < directory.length; at += ImageSource.SECTOR) {
            int count = (int) Math.min(ImageSource.SECTOR, directory.length - at);
            long sector = directory.offset + at;
            for (var found :
                    DirectoryRecord.of(source.read(sector, count, "a directory"), sector)) {
                records.add(found.extent());
                if (!found.isDots()) {
                    add(directory, found);
                }
            }
        }
        if (!extents.isEmpty()) {
            throw new InvalidImageException("a file in it lacks its last part");
        }
    }

    private void add(Directory parent, DirectoryRecord found) throws IOException {
        extents.add(found.extent());
        if (found.hasMoreExtents()) {
            return;
        }
        RockRidge rockRidge =
                skip.isPresent() ? RockRidge.of(found, skip.getAsInt(), source) : RockRidge.NONE;
        String isoName = isoName(found);
        String path = path(parent.path, rockRidge.name().orElse(isoName));
        String isoPath = path(parent.isoPath, isoName);
        boolean directory = found.isDirectory();
        if (rockRidge.child().isPresent()) {
            long child = rockRidge.child().get();
            long length = self(child).extent().length();
            extents.set(0, new Extent(found.extent().record(), child, length));
            directory = true;
        }
        if (!rockRidge.moved()) {
            add(new IsoEntry(path, isoPath, directory, extents));
        }
        extents.clear();
    }

    private void add(IsoEntry entry) throws InvalidImageException {
        names += entry.path().length() + entry.isoPath().length();
        if (entries.size() >= MAX_ENTRIES || names > MAX_NAMES) {
            throw new InvalidImageException("it has more files than " + MAX_ENTRIES);
        }
        for (Extent extent : entry.extents()) {
            if (extent.length() > 0) {
                source.requireWithin(extent.offset(), extent.length(), entry.path());
            }
        }
        entries.add(entry);
        if (entry.directory()) {
            Extent extent = entry.extents().getFirst();
            enter(new Directory(entry.path(), entry.isoPath(), extent.offset(), extent.length()));
        }
    }

    /** A directory's record of itself, its first. */
    private DirectoryRecord self(long offset) throws IOException {
        var sector = source.read(offset, ImageSource.SECTOR, "a directory in it");
        List<DirectoryRecord> found = DirectoryRecord.of(sector, offset);
        if (found.isEmpty() || !found.getFirst().isDots()) {
            throw new InvalidImageException("a directory in it does not begin with itself");
        }
        return found.getFirst();
    }

    /** Without the version, and the dot of a name that has no extension. */
    private String isoName(DirectoryRecord found) {
        String name = found.name();
        if (volume.joliet()) {
            name =
                    new String(
                            name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_16BE);
        }
        int version = name.lastIndexOf(';');
        String bare = version < 0 ? name : name.substring(0, version);
        return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
    }

    private static String path(String parent, String name) throws InvalidImageException {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.contains("/")) {
            throw new InvalidImageException("a name in it can't be a file's");
        }
        return parent.isEmpty() ? name : parent + '/' + name;
    }
}
