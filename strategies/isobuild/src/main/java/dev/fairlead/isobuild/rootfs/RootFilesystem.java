package dev.fairlead.isobuild.rootfs;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A read-only file system inside an image. */
sealed interface RootFilesystem permits Squashfs, Erofs {

    /** What a directory may take in memory while it is read. */
    int MAX_DIRECTORY = 16 << 20;

    static RootFilesystem open(Region image) throws IOException {
        if (image.read(0, 4).getInt() == Squashfs.MAGIC) {
            return Squashfs.open(image);
        }
        if (image.read(Erofs.SUPERBLOCK, 4).getInt() == Erofs.MAGIC) {
            return Erofs.open(image);
        }
        throw new IOException("rootfs.img starts with neither squashfs nor erofs");
    }

    long root();

    /** In the order of the directory, without "." and "..". */
    List<Entry> list(long directory) throws IOException;

    Contents read(long file) throws IOException;

    enum Kind {
        DIRECTORY,
        FILE,
        OTHER
    }

    record Entry(String name, Kind kind, long inode) {}

    record Contents(long length, InputStream bytes) {}
}
