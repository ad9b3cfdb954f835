package dev.fairlead.rhcos.mirror;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;

/** A file on its way, and beside it the entity-tag of what it is a part of. */
final class PartialFile implements MirrorStore.Writing {
    private final DirectoryStore store;
    private final Item item;
    private final Path file;
    private final Path tag;
    private final FileChannel channel;

    private PartialFile(DirectoryStore store, Item item, Path file, Path tag, FileChannel channel) {
        this.store = store;
        this.item = item;
        this.file = file;
        this.tag = tag;
        this.channel = channel;
    }

    static PartialFile open(DirectoryStore store, Path folder, Item item) throws IOException {
        Files.createDirectories(folder);
        String name = name(item);
        Path file = folder.resolve(name);
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        channel.position(channel.size());
        return new PartialFile(store, item, file, folder.resolve(name + ".etag"), channel);
    }

    /** By name and digest: a part of another file of that name is none of this. */
    private static String name(Item item) {
        byte[] identity =
                (item.name() + "\n" + item.sha256().orElse("")).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Digests.sha256().digest(identity), 0, 16);
    }

    @Override
    public InputStream before() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public Optional<String> entityTag() {
        try {
            return Optional.of(Files.readString(tag)).filter(t -> t.startsWith("\""));
        } catch (IOException e) {
            return Optional.empty(); // none was kept
        }
    }

    @Override
    public void restart(Optional<String> entityTag) throws IOException {
        channel.truncate(0);
        Files.writeString(tag, entityTag.orElse(""));
    }

    @Override
    public OutputStream stream() {
        return Channels.newOutputStream(channel);
    }

    @Override
    public void finish() throws IOException {
        channel.force(true);
        channel.close();
        store.publish(file, item);
        Files.deleteIfExists(tag);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
