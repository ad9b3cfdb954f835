package dev.fairlead.isobuild.cpio;

import io.airlift.compress.zstd.ZstdInputStream;

import org.tukaani.xz.SingleXZInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** Opens one compressed part and leaves what follows it in the stream. */
final class Compression {
    /** How much of a stream may have to be given back. */
    static final int MAX_UNREAD = GzipMember.BUFFER;

    private static final int MAX_XZ_KIB = 128 * 1024;

    private Compression() {}

    static InputStream open(PushbackInputStream in) throws IOException {
        byte[] magic = in.readNBytes(2);
        in.unread(magic);
        int start = magic.length < 2 ? 0 : (magic[0] & 0xff) << 8 | (magic[1] & 0xff);
        return switch (start) {
            case 0x1f8b -> new GzipMember(in);
            case 0xfd37 -> new SingleXZInputStream(in, MAX_XZ_KIB);
            case 0x28b5 -> new ZstdInputStream(new ZstdFrame(in));
            default ->
                    throw new IOException(
                            "an archive is neither cpio nor compressed with gzip, xz or zstd");
        };
    }
}
