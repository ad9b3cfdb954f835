package dev.fairlead.isobuild.store;

import dev.fairlead.isobuild.store.DownloadException.Reason;
import dev.fairlead.isobuild.store.Turns.Turn;
import dev.fairlead.spi.Upstreams;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Has an image's file come, whole and verified, or not at all. */
record Fetching(
        StoreSettings settings,
        Upstreams upstreams,
        DataFolder folder,
        Verification verification,
        Room room,
        Turns turns,
        StoreMeters meters) {

    void fetch(StoredImage image) throws IOException, InterruptedException {
        try (Turn turn = turns.take()) {
            ImageEntry entry = image.entry();
            image.become(new ImageState.Downloading(OptionalInt.empty()));
            Part part = folder.part(entry.fileName());
            String sha256 =
                    new Download(
                                    new Origin(entry.url(), settings.download(), upstreams),
                                    part,
                                    (count, more, length) ->
                                            passing(image, turn, count, more, length))
                            .run();
            accept(entry, part, sha256);
        }
    }

    private void passing(StoredImage image, Turn turn, long count, long more, OptionalLong length)
            throws IOException {
        Sha256.requireTime();
        long whole = length.orElse(count + more);
        room.take(image, whole, more == 0 ? whole - count : 0);
        if (length.isPresent() && whole > 0) {
            int percent = (int) (100 * (count + more) / whole);
            image.become(new ImageState.Downloading(OptionalInt.of(Math.min(percent, 100))));
        }
        meters.bytes().add(more);
        turn.moved(more);
    }

    /** A part that isn't right won't become so. */
    private void accept(ImageEntry entry, Part part, String sha256) throws IOException {
        Optional<String> wanted = entry.sha256();
        try {
            if (wanted.isPresent() && !wanted.get().equals(sha256)) {
                throw new DownloadException(
                        Reason.CONTENT, "its SHA-256 is " + sha256 + ", not " + wanted.get());
            }
            verification.verify(verification.open(part.file()));
        } catch (DownloadException e) {
            part.discard();
            throw e;
        }
        folder.publish(part.file(), entry.fileName(), Sum.of(sha256));
        part.discard();
    }
}
