package dev.fairlead.isobuild.store;

import dev.fairlead.isobuild.image.LiveImage;
import dev.fairlead.isobuild.image.StreamHash;
import dev.fairlead.isobuild.iso.InvalidImageException;
import dev.fairlead.isobuild.store.DownloadException.Reason;
import dev.fairlead.spi.Body;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether a file is the image that it should be. */
record Verification(Limits limits) {
    /** Of Red Hat's, Fedora's and CentOS Stream's CoreOS. */
    private static final List<String> VOLUMES = List.of("rhcos-", "fedora-coreos-", "scos-");

    /** By what can be seen at once. */
    LiveImage open(Path file) throws IOException {
        LiveImage image = parse(file);
        if (VOLUMES.stream().noneMatch(image.volumeId()::startsWith)) {
            throw wrong("its volume is called '" + image.volumeId() + "', which is no live image");
        }
        require("rootfs.img", limits.rootfs(), image.rootfs());
        require("vmlinuz", limits.kernel(), image.kernel());
        return image;
    }

    private static LiveImage parse(Path file) throws IOException {
        try {
            return LiveImage.open(file);
        } catch (InvalidImageException e) {
            throw wrong(Reasons.of(e));
        }
    }

    private static void require(String name, long least, Optional<Body> found)
            throws DownloadException {
        if (found.isEmpty()) {
            throw wrong("it has no images/pxeboot/" + name);
        }
        if (found.get().length() < least) {
            throw wrong(name + " has " + found.get().length() + " bytes, fewer than " + least);
        }
    }

    /**
     * By the digests of the root file system that its initramfs wants. One that says nothing, or in
     * a way that we can't read, doesn't refuse it.
     */
    void verify(LiveImage image) throws IOException {
        Optional<StreamHash> wanted = wanted(image);
        Optional<Body> rootfs = image.rootfs();
        if (wanted.isPresent() && rootfs.isPresent() && !wanted.get().matches(rootfs.get())) {
            throw wrong("its root file system isn't the one that its initramfs wants");
        }
    }

    private static Optional<StreamHash> wanted(LiveImage image) throws IOException {
        try {
            return image.wantRootfs();
        } catch (IOException _) {
            Sha256.requireTime();
            return Optional.empty();
        }
    }

    /** By digests that are known from elsewhere. */
    void requireSame(ImageEntry entry, Optional<String> noted, String sha256)
            throws DownloadException {
        for (Optional<String> known : List.of(entry.sha256(), noted)) {
            if (known.isPresent() && !known.get().equals(sha256)) {
                throw wrong("the file on the disk has changed: its SHA-256 is " + sha256);
            }
        }
    }

    private static DownloadException wrong(String why) {
        return new DownloadException(Reason.CONTENT, why);
    }
}
