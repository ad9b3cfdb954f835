package dev.fairlead.isobuild.s3;

import dev.fairlead.isobuild.store.ImageStore;
import dev.fairlead.spi.Background;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Has base images copied to the bucket in the background, each of them once. */
final class Uploads {
    private static final String WORD = "base ";

    /** An offer may get lost, so it is made again. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Bases bases;
    private final Path folder;
    private final Background background;
    private final InstantSource clock;
    private final Map<String, Instant> offered = new ConcurrentHashMap<>();
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    Uploads(Bases bases, Path folder, Background background, InstantSource clock) {
        this.bases = bases;
        this.folder = folder;
        this.background = background;
        this.clock = clock;
    }

    void want(Path file) {
        String name = file.getFileName().toString();
        if (claim(name) && !background.offer(WORD + name)) {
            offered.remove(name);
        }
    }

    private synchronized boolean claim(String name) {
        Instant now = clock.instant();
        boolean free = !now.isBefore(offered.getOrDefault(name, Instant.MIN));
        if (free) {
            offered.put(name, now.plus(PATIENCE));
        }
        return free;
    }

    /**
     * Does what was offered.
     *
     * @throws IllegalArgumentException when it names no image
     */
    void perform(String work) {
        String name = work.startsWith(WORD) ? work.substring(WORD.length()) : "";
        if (!name.matches("[A-Za-z0-9][^/\\\\]*")) {
            throw new IllegalArgumentException("the work of isobuild is 'base <file>'");
        }
        if (!running.add(name)) {
            return;
        }
        try {
            Path file = folder.resolve(name);
            String sha256 =
                    ImageStore.sha256(file)
                            .orElseThrow(
                                    () -> new IOException(file + " isn't here, or unverified"));
            bases.put(file, sha256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            running.remove(name);
            offered.remove(name);
        }
    }
}
