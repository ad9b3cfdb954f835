package dev.fairlead.isobuild.store;

import dev.fairlead.isobuild.store.DownloadException.Reason;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The disk's room, shared by all images; those on demand make room for each other. */
final class Room {
    private final Disk disk;
    private final StoreSettings settings;
    private final Duration quiet;
    private final InstantSource clock;
    private final Map<StoredImage, Long> held = new HashMap<>();

    /** What room means to us. */
    interface Disk {
        long free() throws IOException;

        void remove(String name) throws IOException;
    }

    Room(Disk disk, StoreSettings settings, Duration quiet, InstantSource clock) {
        this.disk = disk;
        this.settings = settings;
        this.quiet = quiet;
        this.clock = clock;
    }

    /**
     * Makes room for an image's files.
     *
     * @param size of all of them
     * @param missing bytes of those that aren't written yet
     */
    synchronized void take(StoredImage image, long size, long missing) throws IOException {
        long before = held.getOrDefault(image, 0L);
        if (size <= before && missing == 0) {
            return;
        }
        while (taken() - before + size > settings.diskBudget()) {
            requireOther(
                    image, "disk-budget (" + settings.diskBudget() + " bytes) has no room for");
        }
        while (missing > 0 && disk.free() < missing) {
            requireOther(image, "the disk has " + disk.free() + " bytes free, too few for");
        }
        held.put(image, Math.max(before, size));
    }

    /** What its files take in fact; others go if that is too much by now. */
    synchronized void settle(StoredImage image, long size) throws IOException {
        held.put(image, size);
        boolean helps = true;
        while (helps && taken() > settings.diskBudget()) {
            helps = removeOther(image);
        }
    }

    private long taken() {
        return held.values().stream().mapToLong(Long::longValue).sum();
    }

    private void requireOther(StoredImage image, String problem) throws IOException {
        if (!removeOther(image)) {
            throw new DownloadException(Reason.DISK, problem + " this image");
        }
    }

    /** The one that was used longest ago; false: all the others are in use. */
    private boolean removeOther(StoredImage image) throws IOException {
        Optional<StoredImage> oldest =
                held.keySet().stream()
                        .filter(other -> settings.onDemand() && !other.equals(image))
                        .sorted(Comparator.comparing(StoredImage::lastUsed))
                        .filter(this::retire)
                        .findFirst();
        if (oldest.isPresent()) {
            try {
                for (String name : oldest.get().entry().fileNames()) {
                    disk.remove(name); // who reads it still can
                }
                held.remove(oldest.get());
            } finally {
                oldest.get().release();
            }
        }
        return oldest.isPresent();
    }

    /** One that is being worked on stays; whoever gets it releases it. */
    private boolean retire(StoredImage image) {
        if (!image.claim()) {
            return false;
        }
        if (image.retire(clock.instant(), quiet)) {
            return true;
        }
        image.release();
        return false;
    }
}
