package dev.fairlead.isobuild.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of images, for one program at a time. Files appear in it whole; those of ours that are
 * of no use are removed at the start, and others are nobody's business here.
 */
final class DataFolder implements AutoCloseable, Room.Disk {
    /** By which we know our own. */
    private static final Pattern OURS =
            Pattern.compile(
                    "rhcos-(full|minimal|disconnected)-iso-.*\\.iso|nmstatectl-.*|\\.rhcos-.*");

    private static final String LOCK = ".rhcos-lock";

    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Makes it if need be; the message of an exception says what is wrong with it. */
    static DataFolder open(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(
                        folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            Optional<FileLock> lock = Optional.ofNullable(channel.tryLock());
            if (lock.isPresent()) {
                return new DataFolder(folder, channel);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException("another mount uses it", e);
        }
        channel.close();
        throw new IOException("another process uses it");
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** A hidden file that belongs to another. */
    private Path beside(String name, String suffix) {
        return beside(file(name), suffix);
    }

    private static Path beside(Path file, String suffix) {
        String name = file.getFileName().toString();
        String own = name.startsWith("rhcos-") ? name : "rhcos-" + name;
        return file.resolveSibling('.' + own + suffix);
    }

    Part part(String name) {
        return new Part(beside(name, ".part"), beside(name, ".part-of"));
    }

    /** A file of that name that is being made; none is left there. */
    Path draft(String name) throws IOException {
        Path draft = beside(name, ".draft");
        Files.deleteIfExists(draft);
        return draft;
    }

    private Path sumFile(String name) {
        return beside(name, ".sha256");
    }

    /** What was noted of a file when it came. */
    Optional<Sum> sum(String name) throws IOException {
        return noted(file(name));
    }

    static Optional<Sum> noted(Path file) throws IOException {
        Path sum = beside(file, ".sha256");
        return Files.exists(sum)
                ? Sum.parse(Files.readAllLines(sum, StandardCharsets.ISO_8859_1))
                : Optional.empty();
    }

    void note(String name, Sum sum) throws IOException {
        Path draft = beside(name, ".sha256-draft");
        Files.write(draft, sum.lines(name));
        appear(draft, sumFile(name));
    }

    /** Has a complete file appear under its name, with a note of what it holds. */
    void publish(Path complete, String name, Sum sum) throws IOException {
        note(name, sum);
        appear(complete, file(name));
    }

    private void appear(Path complete, Path as) throws IOException {
        try (FileChannel channel = FileChannel.open(complete, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(complete, as, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(folder)) { // or it may be lost with the power
            directory.force(true);
        }
    }

    @Override
    public void remove(String name) throws IOException {
        Files.deleteIfExists(file(name));
        Files.deleteIfExists(sumFile(name));
    }

    /** Removes what is ours and belongs to none of these files. */
    void clean(Collection<String> names) throws IOException {
        List<Path> kept =
                Stream.concat(
                                names.stream().flatMap(name -> belongings(name)),
                                Stream.of(folder.resolve(LOCK)))
                        .toList();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> !kept.contains(file)).toList()) {
                if (OURS.matcher(file.getFileName().toString()).matches()
                        && Files.isRegularFile(file)) {
                    Files.delete(file);
                }
            }
        }
    }

    private Stream<Path> belongings(String name) {
        return Stream.of(file(name), sumFile(name), part(name).file(), part(name).note());
    }

    /** What a file takes; 0 if there is none. */
    long size(String name) throws IOException {
        return Files.exists(file(name)) ? Files.size(file(name)) : 0;
    }

    @Override
    public long free() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
