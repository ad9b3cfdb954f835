package dev.fairlead.isobuild.rootfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks for a file, depth first in the order of the directories. One that can't be read is left
 * out: the file may well be in another.
 */
final class Search {
    private static final int MAX_ENTRIES = 500_000;
    private static final int MAX_DEPTH = 64;

    private final RootFilesystem filesystem;
    private final String wanted;
    private final List<String> unreadable = new ArrayList<>();
    private int entries;

    Search(RootFilesystem filesystem, String wanted) {
        this.filesystem = filesystem;
        this.wanted = wanted;
    }

    /** The first file with the wanted words in its path. */
    RootFilesystem.Contents first() throws IOException {
        Optional<RootFilesystem.Entry> file = in(filesystem.root(), "", 0);
        if (file.isEmpty()) {
            throw new IOException("no " + wanted + " in the root file system" + doubts());
        }
        return filesystem.read(file.get().inode());
    }

    private Optional<RootFilesystem.Entry> in(long directory, String path, int depth)
            throws IOException {
        for (RootFilesystem.Entry entry : entries(directory, path, depth)) {
            String name = path + "/" + entry.name();
            Optional<RootFilesystem.Entry> found =
                    switch (entry.kind()) {
                        case FILE -> Optional.of(entry).filter(_ -> name.contains(wanted));
                        case DIRECTORY -> in(entry.inode(), name, depth + 1);
                        case OTHER -> Optional.empty();
                    };
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private List<RootFilesystem.Entry> entries(long directory, String path, int depth)
            throws IOException {
        List<RootFilesystem.Entry> list;
        try {
            list = filesystem.list(directory);
        } catch (IOException e) {
            unreadable.add(path + "/: " + e.getMessage());
            return List.of();
        }
        entries += list.size() + 1;
        if (entries > MAX_ENTRIES || depth > MAX_DEPTH) {
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "the root file system has more than %,d files or %d directories in each"
                                    + " other",
                            MAX_ENTRIES,
                            MAX_DEPTH));
        }
        return list;
    }

    private String doubts() {
        return unreadable.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; %d directories can't be read, the first is %s",
                        unreadable.size(),
                        unreadable.getFirst());
    }
}
