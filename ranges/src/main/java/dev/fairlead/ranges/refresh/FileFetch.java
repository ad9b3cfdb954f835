package dev.fairlead.ranges.refresh;

import dev.fairlead.ranges.RangeFileException;
import dev.fairlead.ranges.RangeFileReader;
import dev.fairlead.ranges.RangeTable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Reads a file when it has changed. */
final class FileFetch {

    private final RangeFileReader reader;

    FileFetch(RangeFileReader reader) {
        this.reader = reader;
    }

    Fetched fetch(Path path, Stamp known) {
        // Before reading, so that a change in the meantime is seen next time.
        Stamp stamp = stamp(path);
        return stamp.equals(known)
                ? new Fetched.Same()
                : new Fetched.Version(RangeTable.of(reader.read(path)), stamp);
    }

    private static Stamp stamp(Path path) {
        try {
            return Stamp.of(Files.readAttributes(path, BasicFileAttributes.class));
        } catch (IOException e) {
            throw new RangeFileException(
                    path + ": cannot be read (" + e + "), check the path and its permissions", e);
        }
    }
}
