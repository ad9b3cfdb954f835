package dev.fairlead.isobuild;

import dev.fairlead.isobuild.Asked.Artifact;
import dev.fairlead.isobuild.image.LiveImage;
import dev.fairlead.spi.Body;

import java.util.Arrays;
import java.util.Optional;

/** A file of a full ISO that everybody may have. */
enum BootArtifact {
    ROOTFS("rootfs", "rootfs.img"),
    /** Saved under this name, whatever it is called in the image. */
    KERNEL("kernel", "vmlinuz"),
    /** What an s390x's firmware reads. */
    INS_FILE("ins-file", "generic.ins");

    private final String path;
    private final String file;

    BootArtifact(String path, String file) {
        this.path = path;
        this.file = file;
    }

    static Optional<BootArtifact> named(String path) {
        return Arrays.stream(values()).filter(artifact -> artifact.path.equals(path)).findFirst();
    }

    static Optional<BootArtifact> of(Artifact asked) {
        return named(asked.name())
                .filter(known -> known != INS_FILE || asked.base().arch().equals("s390x"));
    }

    /** What clients save it as. */
    String file() {
        return file;
    }

    Optional<Body> in(LiveImage image) {
        return switch (this) {
            case ROOTFS -> image.rootfs();
            case KERNEL -> image.kernel();
            case INS_FILE -> image.insFile();
        };
    }
}
