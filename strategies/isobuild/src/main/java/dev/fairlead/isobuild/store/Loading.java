package dev.fairlead.isobuild.store;

import dev.fairlead.isobuild.image.LiveImage;
import dev.fairlead.isobuild.store.DownloadException.Reason;
import dev.fairlead.isobuild.store.Turns.Turn;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Takes one image from wherever it is to ready, and its derivatives with it. */
record Loading(
        boolean onDemand,
        DataFolder folder,
        Fetching fetching,
        Verification verification,
        Derivation derivation,
        Turns work,
        Room room,
        StoreMeters meters,
        Limits limits,
        InstantSource clock) {

    /** For who holds the claim; ends when all is there, or is not wanted now. */
    void run(StoredImage image) throws InterruptedException {
        int failures = 0;
        while (true) {
            long before = partSize(image);
            try {
                boolean here = adopt(image);
                if (!here && onDemand && !image.isWanted()) {
                    return;
                }
                if (!here) {
                    fetching.fetch(image);
                    adopt(image);
                }
                finish(image, here);
                return;
            } catch (InterruptedIOException | ClosedByInterruptException _) {
                throw new InterruptedException();
            } catch (IOException | RuntimeException e) {
                failures = partSize(image) > before ? 1 : failures + 1;
                fail(image, e, limits.retry(failures));
            }
        }
    }

    /** Has what is on the disk served, if it is an image at all. */
    private boolean adopt(StoredImage image) throws IOException {
        ImageEntry entry = image.entry();
        Path file = folder.file(entry.fileName());
        if (!Files.exists(file)) {
            return false;
        }
        try {
            LiveImage full = verification.open(file);
            image.become(new ImageState.Ready(derivation.begin(entry, full)));
            settle(image);
            return true;
        } catch (DownloadException _) { // a good one comes in its place
            meters.failed(Reason.CONTENT);
            remove(image);
            return false;
        }
    }

    /** Old files are looked at again while they are served already. */
    private void finish(StoredImage image, boolean old) throws IOException, InterruptedException {
        Optional<Sum> noted = folder.sum(image.entry().fileName());
        if (noted.isPresent()) {
            derive(image, noted.get().sha256());
        }
        if (old) {
            try (Turn _ = work.take()) {
                verifyAgain(image, noted);
            }
        }
        if (noted.isEmpty()) {
            derive(image, folder.sum(image.entry().fileName()).orElseThrow().sha256());
        }
    }

    private void verifyAgain(StoredImage image, Optional<Sum> noted) throws IOException {
        Path file = folder.file(image.entry().fileName());
        String sha256 = Sha256.of(file);
        try {
            verification.requireSame(image.entry(), noted.map(Sum::sha256), sha256);
            if (noted.isEmpty()) {
                verification.verify(verification.open(file));
                folder.note(image.entry().fileName(), Sum.of(sha256));
                image.change(now -> now.withSha256(sha256));
            }
        } catch (DownloadException e) {
            image.forget();
            remove(image);
            throw e;
        }
    }

    private void derive(StoredImage image, String sha256) throws IOException, InterruptedException {
        for (int failures = 0; ; failures++) {
            try (Turn _ = work.take()) {
                boolean done = derivation.derive(image, sha256, failures);
                settle(image);
                if (done || onDemand) {
                    return;
                }
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Thread.sleep(limits.retry(failures + 1));
        }
    }

    private void fail(StoredImage image, Exception e, Duration wait) throws InterruptedException {
        meters.failed(e instanceof DownloadException known ? known.reason() : Reason.DISK);
        image.become(new ImageState.Failed(Reasons.of(e), clock.instant().plus(wait)));
        Thread.sleep(wait);
        if (onDemand) {
            image.forget();
        } else {
            image.become(new ImageState.Pending());
        }
    }

    private void remove(StoredImage image) throws IOException {
        for (String name : image.entry().fileNames()) {
            folder.remove(name);
        }
    }

    private void settle(StoredImage image) throws IOException {
        long size = 0;
        for (String name : image.entry().fileNames()) {
            size += folder.size(name);
        }
        room.settle(image, size);
    }

    private long partSize(StoredImage image) {
        return folder.part(image.entry().fileName()).file().toFile().length();
    }
}
