package dev.fairlead.isobuild.cpio;

import dev.fairlead.spi.Body;
import dev.fairlead.spi.Body.Zeros;

/**
 * The kernel wants an uncompressed archive to begin at a multiple of four bytes, and skips zeros
 * between archives.
 *
 * @see <a href="https://docs.kernel.org/driver-api/early-userspace/buffer-format.html">initramfs
 *     buffer format</a>
 */
public final class Padding {
    private static final int ALIGNMENT = 4;

    private Padding() {}

    public static Body padded(Body archive) {
        return archive.then(Body.of(new Zeros(after(archive.length()))));
    }

    static int after(long length) {
        return Math.floorMod(-length, ALIGNMENT);
    }
}
