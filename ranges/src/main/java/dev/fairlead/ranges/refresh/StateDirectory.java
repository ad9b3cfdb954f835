package dev.fairlead.ranges.refresh;

import dev.fairlead.ranges.CompactWriter;
import dev.fairlead.ranges.RangeFileException;
import dev.fairlead.ranges.RangeFileReader;
import dev.fairlead.ranges.RangeTable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The last good version of each URL on disk, as compact tables, so that a restart keeps it. */
final class StateDirectory {

    private final Path directory;
    private final RangeFileReader reader;

    StateDirectory(Path directory, RangeFileReader reader) {
        this.directory = directory;
        this.reader = reader;
    }

    Optional<RangeTable> load(RangeSource.FromUrl source) {
        Path file = file(source);
        return Files.exists(file)
                ? Optional.of(RangeTable.of(reader.read(file)))
                : Optional.empty();
    }

    /** Replaces the version in one step, so that a crash leaves the old one or the new one. */
    void save(RangeSource.FromUrl source, RangeTable version) {
        Path file = file(source);
        try {
            Files.createDirectories(directory);
            Path fresh = Files.createTempFile(directory, "fresh", ".tmp");
            try {
                Files.write(fresh, CompactWriter.bytes(version.files()));
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new RangeFileException(file + ": cannot be written (" + e + ")", e);
        }
    }

    private Path file(RangeSource.FromUrl source) {
        byte[] uri = source.uri().toString().getBytes(StandardCharsets.UTF_8);
        String name = HexFormat.of().formatHex(sha256().digest(uri), 0, 8);
        return directory.resolve("url-" + name + ".ranges");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
