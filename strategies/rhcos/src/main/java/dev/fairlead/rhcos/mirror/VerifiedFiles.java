package dev.fairlead.rhcos.mirror;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which files were verified, so that a rerun reads only what changed since. A log of lines: one
 * that a crash has torn matches no file.
 */
final class VerifiedFiles implements AutoCloseable {
    private final Set<String> lines;
    private final BufferedWriter log;

    private VerifiedFiles(Set<String> lines, BufferedWriter log) {
        this.lines = lines;
        this.log = log;
    }

    static VerifiedFiles open(Path file) throws IOException {
        Set<String> lines = ConcurrentHashMap.newKeySet();
        if (Files.exists(file)) {
            lines.addAll(
                    new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList());
        }
        BufferedWriter log =
                Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        log.newLine(); // ends what a crash has torn
        return new VerifiedFiles(lines, log);
    }

    boolean holds(Item item, Path file) throws IOException {
        return lines.contains(line(item, file));
    }

    synchronized void add(Item item, Path file) throws IOException {
        String line = line(item, file);
        if (lines.add(line)) {
            log.write(line);
            log.newLine();
            log.flush();
        }
    }

    private static String line(Item item, Path file) throws IOException {
        return String.join(
                "\t",
                item.sha256().orElse(""),
                item.uncompressedSha256().orElse(""),
                Long.toString(Files.size(file)),
                Files.getLastModifiedTime(file).toInstant().toString(),
                item.name());
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
