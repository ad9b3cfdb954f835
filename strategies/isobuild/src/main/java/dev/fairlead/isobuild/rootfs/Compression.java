package dev.fairlead.isobuild.rootfs;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.zstd.ZstdInputStream;

import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZInputStream;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** How a block is packed. */
enum Compression {
    ZLIB {
        @Override
        InputStream open(byte[] packed, int atMost) {
            return new InflaterInputStream(new ByteArrayInputStream(packed));
        }
    },
    DEFLATE {
        @Override
        InputStream open(byte[] packed, int atMost) {
            return new InflaterInputStream(new ByteArrayInputStream(packed), new Inflater(true));
        }
    },
    XZ {
        @Override
        InputStream open(byte[] packed, int atMost) throws IOException {
            return new XZInputStream(new ByteArrayInputStream(packed), MAX_DICTIONARY_KIB);
        }
    },
    ZSTD {
        @Override
        InputStream open(byte[] packed, int atMost) {
            return new ZstdInputStream(new ByteArrayInputStream(packed));
        }
    },
    LZ4 {
        @Override
        InputStream open(byte[] packed, int atMost) {
            byte[] room = new byte[atMost];
            int count = new Lz4Decompressor().decompress(packed, 0, packed.length, room, 0, atMost);
            return new ByteArrayInputStream(room, 0, count);
        }
    },
    /**
     * LZMA without a header; its first byte, always 0, holds the properties inverted.
     *
     * @see <a
     *     href="https://github.com/tukaani-project/xz/blob/v5.4.0/src/liblzma/common/microlzma_decoder.c">MicroLZMA</a>
     */
    MICRO_LZMA {
        @Override
        InputStream open(byte[] packed, int atMost) throws IOException {
            if (packed.length == 0) {
                throw new EOFException("an empty block");
            }
            byte properties = (byte) ~packed[0];
            packed[0] = 0;
            return new LZMAInputStream(
                    new ByteArrayInputStream(packed), atMost, properties, Math.max(4096, atMost));
        }
    };

    private static final int MAX_DICTIONARY_KIB = 16 * 1024;

    abstract InputStream open(byte[] packed, int atMost) throws IOException;

    /** At most so many bytes; what is packed behind them stays there. */
    ByteBuffer unpack(byte[] packed, int atMost) throws IOException {
        try (InputStream in = open(packed, atMost)) {
            return ByteBuffer.wrap(in.readNBytes(atMost));
        } catch (MalformedInputException | IOException | IndexOutOfBoundsException e) {
            throw new IOException("a block of the root file system is damaged (" + this + ")", e);
        }
    }

    /** Exactly so many. */
    ByteBuffer unpackExactly(byte[] packed, int count) throws IOException {
        ByteBuffer block = unpack(packed, count);
        if (block.remaining() != count) {
            throw new IOException("a block of the root file system is too short");
        }
        return block;
    }
}
