package dev.fairlead.isobuild.command;

import dev.fairlead.isobuild.image.LiveImage;
import dev.fairlead.isobuild.image.StreamHash;
import dev.fairlead.spi.Body;

import java.io.IOException;
import java.util.Optional;

/** Whether an image's root file system is the one that its initramfs wants. */
enum RootfsFit {
    FITS("fits the initramfs"),
    DIFFERS("is not what the initramfs wants: the image is damaged"),
    /** A minimal image has no root file system. */
    MISSING("is not in the image"),
    UNKNOWN("can't be verified: the initramfs has no digests of it");

    private final String text;

    RootfsFit(String text) {
        this.text = text;
    }

    static RootfsFit of(LiveImage image) throws IOException {
        Optional<Body> rootfs = image.rootfs();
        Optional<StreamHash> wanted = image.wantRootfs();
        if (rootfs.isEmpty()) {
            return MISSING;
        }
        if (wanted.isEmpty()) {
            return UNKNOWN;
        }
        return wanted.get().matches(rootfs.get()) ? FITS : DIFFERS;
    }

    @Override
    public String toString() {
        return text;
    }
}
