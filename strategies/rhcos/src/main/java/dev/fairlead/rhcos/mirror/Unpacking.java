package dev.fairlead.rhcos.mirror;

import org.tukaani.xz.XZInputStream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/** How a file is packed, by its name. */
enum Unpacking {
    GZIP,
    XZ,
    ZIP,
    NONE;

    static Unpacking of(String name) {
        if (name.endsWith(".gz")) {
            return GZIP;
        }
        if (name.endsWith(".xz")) {
            return XZ;
        }
        return name.endsWith(".zip") ? ZIP : NONE;
    }

    InputStream open(InputStream packed) throws IOException {
        return switch (this) {
            case GZIP -> new GZIPInputStream(packed, 64 * 1024);
            case XZ -> new XZInputStream(packed);
            case ZIP -> firstEntry(new ZipInputStream(packed));
            case NONE -> new FilterInputStream(packed) {};
        };
    }

    private static InputStream firstEntry(ZipInputStream zip) throws IOException {
        if (zip.getNextEntry() == null) {
            throw new IOException("the zip file is empty");
        }
        return zip;
    }
}
