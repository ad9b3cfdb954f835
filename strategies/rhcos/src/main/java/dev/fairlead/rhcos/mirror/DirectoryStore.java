package dev.fairlead.rhcos.mirror;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executor;

/** A mirror in a directory. Everything of ours but the files themselves is in {@code .fairlead}. */
public final class DirectoryStore implements MirrorStore {
    private final Path root;
    private final Path own;
    private final VerifiedFiles verified;
    private final Executor threads;
    private final FileChannel lock;

    private DirectoryStore(Path root, Path own, FileChannel lock, Executor threads)
            throws IOException {
        this.root = root;
        this.own = own;
        this.lock = lock;
        this.threads = threads;
        this.verified = VerifiedFiles.open(own.resolve("verified"));
    }

    public static DirectoryStore open(Path root, Executor threads) throws IOException {
        Path own = Files.createDirectories(root.resolve(".fairlead"));
        FileChannel channel =
                FileChannel.open(
                        own.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock();
        if (held == null) {
            channel.close();
            throw new IOException(root + " is being written by another run; wait for it to end");
        }
        return new DirectoryStore(root, own, channel, threads);
    }

    @Override
    public State state(Item item) throws IOException {
        Path file = path(item.name());
        if (!Files.isRegularFile(file)) {
            return State.NEW;
        }
        if (item.sha256().isEmpty()) {
            return Files.size(file) > 0 ? State.PRESENT : State.CHANGED;
        }
        if (item.bytes().isPresent() && item.bytes().getAsLong() != Files.size(file)) {
            return State.CHANGED;
        }
        if (verified.holds(item, file)) {
            return State.PRESENT;
        }
        return isAsWanted(item, file) ? State.PRESENT : State.CHANGED;
    }

    private boolean isAsWanted(Item item, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                Digests digests = Digests.of(item, threads)) {
            digests.updateAll(in);
            boolean wanted = digests.mismatch(item).isEmpty();
            if (wanted) {
                verified.add(item, file);
            }
            return wanted;
        }
    }

    @Override
    public Writing write(Item item) throws IOException {
        return PartialFile.open(this, own.resolve("partial"), item);
    }

    @Override
    public void put(String name, byte[] content) throws IOException {
        Path temporary = own.resolve("put-" + Integer.toHexString(name.hashCode()));
        try (FileChannel out =
                FileChannel.open(
                        temporary,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        moveInto(temporary, name);
    }

    /** A whole and verified file gets its name. */
    void publish(Path partial, Item item) throws IOException {
        Path file = moveInto(partial, item.name());
        if (item.sha256().isPresent()) {
            verified.add(item, file);
        }
    }

    private Path moveInto(Path from, String name) throws IOException {
        Path file = path(name);
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Files.move(from, file, StandardCopyOption.ATOMIC_MOVE);
        // The name itself is on disk only when its directory is.
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
        return file;
    }

    private Path path(String name) throws IOException {
        Path file = root.resolve(name).normalize();
        if (!file.startsWith(root.normalize()) || file.startsWith(own)) {
            throw new IOException("'" + name + "' is not a name below " + root);
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        verified.close();
        lock.close();
    }
}
