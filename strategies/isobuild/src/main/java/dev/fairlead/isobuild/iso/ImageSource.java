package dev.fairlead.isobuild.iso;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Reads parts of an image that lie within it, and in total no more than an honest one needs. */
final class ImageSource implements AutoCloseable {
    static final int SECTOR = 2048;
    private static final long MAX_TOTAL = 128L << 20;

    private final FileChannel channel;
    private final long length;
    private long left = MAX_TOTAL;

    ImageSource(Path file) throws IOException {
        channel = FileChannel.open(file);
        length = channel.size();
    }

    long length() {
        return length;
    }

    void requireWithin(long at, long count, String what) throws InvalidImageException {
        if (at < 0 || count < 0 || at > length - count) {
            throw new InvalidImageException(what + " lies beyond the end of the file");
        }
    }

    /**
     * A part, little-endian.
     *
     * @param what names it in what is said about it
     */
    ByteBuffer read(long at, int count, String what) throws IOException {
        requireWithin(at, count, what);
        left -= count;
        if (left < 0) {
            throw new InvalidImageException(
                    "its directories are larger than " + MAX_TOTAL + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw new InvalidImageException(what + " is cut short");
            }
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
