package dev.fairlead.isobuild.store;

import dev.fairlead.spi.StrategyContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The base images: those on the disk are served at once, the others as they come. What goes wrong
 * with one is that one's alone.
 */
public final class ImageStore implements AutoCloseable {
    private final ImageEntries entries;
    private final List<StoredImage> images;
    private final DataFolder folder;
    private final Tasks tasks;
    private final Loading loading;
    private final InstantSource clock;

    private ImageStore(
            ImageEntries entries,
            List<StoredImage> images,
            DataFolder folder,
            Tasks tasks,
            Loading loading,
            InstantSource clock) {
        this.entries = entries;
        this.images = images;
        this.folder = folder;
        this.tasks = tasks;
        this.loading = loading;
        this.clock = clock;
    }

    /**
     * Begins to load what isn't there, on the host's threads.
     *
     * @throws dev.fairlead.spi.ConfigurationException when the folder or the CA file can't be used
     */
    public static ImageStore open(
            StoreSettings settings, StrategyContext context, Deriving deriving) {
        return open(settings, context, deriving, Limits.STANDARD);
    }

    static ImageStore open(
            StoreSettings settings, StrategyContext context, Deriving deriving, Limits limits) {
        ImageEntries entries = new ImageEntries(settings.entries());
        List<StoredImage> images = entries.images().stream().map(StoredImage::new).toList();
        requireReachable(images, settings, context);
        DataFolder folder = folder(settings, context, images);
        InstantSource clock = context.clock();
        StoreMeters meters = StoreMeters.of(context.metrics(), context.mount(), images);
        Verification verification = new Verification(limits);
        Room room = new Room(folder, settings, limits.quiet(), clock);
        Loading loading =
                new Loading(
                        settings.onDemand(),
                        folder,
                        new Fetching(
                                settings,
                                context.upstreams(),
                                folder,
                                verification,
                                room,
                                new Turns(settings.parallel()),
                                meters),
                        verification,
                        new Derivation(settings, folder, deriving, limits, clock),
                        new Turns(2),
                        room,
                        meters,
                        limits,
                        clock);
        Tasks tasks = new Tasks(context.threads());
        ImageStore store = new ImageStore(entries, images, folder, tasks, loading, clock);
        images.forEach(store::load);
        return store;
    }

    /** A wrong CA file stops the start-up. */
    private static void requireReachable(
            List<StoredImage> images, StoreSettings settings, StrategyContext context) {
        try {
            for (StoredImage image : images) {
                new Origin(image.entry().url(), settings.download(), context.upstreams()).open();
            }
        } catch (IllegalArgumentException e) {
            throw context.settings()
                    .section("download")
                    .error("ca-file", String.valueOf(e.getMessage()));
        }
    }

    private static DataFolder folder(
            StoreSettings settings, StrategyContext context, List<StoredImage> images) {
        try {
            DataFolder folder = DataFolder.open(settings.dataDir());
            folder.clean(
                    images.stream().flatMap(image -> image.entry().fileNames().stream()).toList());
            return folder;
        } catch (IOException e) {
            throw context.settings()
                    .error(
                            "data-dir",
                            "'" + settings.dataDir() + "' can't be used: " + Reasons.of(e));
        }
    }

    /**
     * The image of an operating system's or OpenShift's version, which somebody wants now: one that
     * is loaded on demand begins to come.
     */
    public Optional<StoredImage> find(String version, String arch, ImageType type) {
        Optional<StoredImage> found =
                entries.find(version, arch, type)
                        .flatMap(entry ->
                                images.stream()
                                        .filter(i -> i.entry().isSameImage(entry))
                                        .findFirst());
        found.ifPresent(image -> {
            image.use(clock.instant());
            if (image.state() instanceof ImageState.Pending) {
                load(image);
            }
        });
        return found;
    }

    /** What was noted that one of its files holds, in lower-case hex, when it came or was made. */
    public static Optional<String> sha256(Path file) throws IOException {
        return DataFolder.noted(file).map(Sum::sha256);
    }

    /** All of them, in the configuration's order; nobody wants one for that. */
    public List<StoredImage> all() {
        return images;
    }

    /** Unless somebody is at it. */
    private void load(StoredImage image) {
        if (image.claim()) {
            tasks.start(() -> {
                try {
                    loading.run(image);
                } finally {
                    image.release();
                }
            });
        }
    }

    /** Ends what runs; a download goes on where it was at the next start. */
    @Override
    public void close() {
        tasks.close();
        try {
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
