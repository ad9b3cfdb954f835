package dev.fairlead.isobuild.rootfs;

import dev.fairlead.isobuild.cpio.CpioWriter;
import dev.fairlead.spi.Body;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Takes {@code nmstatectl} out of a live image: hosts with static networks need it before they can
 * fetch the rest.
 */
public final class Nmstate {
    /** The header and the name of the archive's first member, the file system. */
    private static final int FILESYSTEM = 124;

    private static final int BUFFER = 64 * 1024;
    private static final int MAX_LENGTH = 256 << 20;

    private static final String MEMBER = "/usr/bin/nmstatectl";

    private Nmstate() {}

    /**
     * Writes an archive for the initial ramdisk, with nmstatectl where a live system looks for it.
     *
     * @param rootfs a live image's rootfs.img
     * @throws IOException when there is none, or its file system isn't read here
     */
    public static void write(Body rootfs, Path out) throws IOException {
        RootFilesystem.Contents file = find(rootfs);
        try (CpioWriter archive =
                new CpioWriter(new GZIPOutputStream(Files.newOutputStream(out), BUFFER))) {
            archive.add(MEMBER, CpioWriter.PROGRAM, file.length(), file.bytes());
        }
    }

    /** The first file named so, read while it is copied; {@code rootfs} is rootfs.img. */
    static RootFilesystem.Contents find(Body rootfs) throws IOException {
        if (rootfs.length() <= FILESYSTEM) {
            throw new IOException("rootfs.img is too short for a file system");
        }
        Region image = new Region(rootfs.slice(FILESYSTEM, rootfs.length() - FILESYSTEM));
        RootFilesystem.Contents file = new Search(RootFilesystem.open(image), "nmstatectl").first();
        if (file.length() > MAX_LENGTH) {
            throw new IOException("nmstatectl of " + file.length() + " bytes is not taken");
        }
        return file;
    }
}
