package dev.fairlead.rpm.upload;

import io.airlift.compress.zstd.ZstdInputStream;

import org.tukaani.xz.XZInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** How createrepo_c writes metadata, by the file's name. */
enum Compression {
    NONE {
        @Override
        InputStream open(InputStream in) {
            return in;
        }
    },
    GZIP {
        @Override
        InputStream open(InputStream in) throws IOException {
            return new GZIPInputStream(in);
        }
    },
    XZ {
        @Override
        InputStream open(InputStream in) throws IOException {
            return new XZInputStream(in, MAX_DICTIONARY_KIB);
        }
    },
    ZSTD {
        @Override
        InputStream open(InputStream in) throws IOException {
            return new ZstdInputStream(in);
        }
    };

    private static final int MAX_DICTIONARY_KIB = 64 * 1024;

    abstract InputStream open(InputStream in) throws IOException;

    static Compression of(String name) throws IOException {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "xml" -> NONE;
            case "gz" -> GZIP;
            case "xz" -> XZ;
            case "zst" -> ZSTD;
            default -> throw new IOException("metadata in " + name + " can't be read here");
        };
    }
}
