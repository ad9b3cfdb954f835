package dev.fairlead.app.http;

import dev.fairlead.spi.Body;
import dev.fairlead.spi.Body.Bytes;
import dev.fairlead.spi.Body.FileRange;
import dev.fairlead.spi.Body.Segment;
import dev.fairlead.spi.Body.Zeros;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultHttpContent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Iterator;

/** A body cut into what is written at a time, made one after the other. */
final class BodyPieces implements AutoCloseable {
    /** A range as long as this is left to the kernel; a shorter one goes with what is beside it. */
    private static final int SENDFILE = 32 * 1024;

    /** So much of one body may go before another connection of this thread has its turn. */
    private static final int REGION = 1024 * 1024;

    private static final int CHUNK = 128 * 1024;
    private static final ByteBuf ZEROS =
            Unpooled.unreleasableBuffer(Unpooled.directBuffer(CHUNK).writeZero(CHUNK)).asReadOnly();

    private final BodyFiles files;
    private final Iterator<Segment> segments;
    private final ByteBufAllocator memory;
    private final boolean encrypted;
    private Segment segment = new Zeros(0);

    /** Opens the files of a body. */
    BodyPieces(Body body, ByteBufAllocator memory, boolean encrypted) throws IOException {
        this.files = BodyFiles.of(body);
        this.segments = body.segments().iterator();
        this.memory = memory;
        this.encrypted = encrypted;
    }

    boolean hasNext() {
        return segment.length() > 0 || segments.hasNext();
    }

    /** The next piece, for Netty to write and release. */
    Piece next() throws IOException {
        if (segment.length() == 0) {
            segment = segments.next();
        }
        boolean region = segment instanceof FileRange && !encrypted && segment.length() > SENDFILE;
        int length = (int) Math.min(segment.length(), region ? REGION : CHUNK);
        Segment head = segment.slice(0, length);
        segment = segment.slice(length, segment.length() - length);
        return new Piece(region ? region((FileRange) head) : content(head), length);
    }

    record Piece(Object message, int length) {}

    private Object region(FileRange range) {
        return new SharedRegion(files.channel(range), range.offset(), range.length());
    }

    private DefaultHttpContent content(Segment head) throws IOException {
        return new DefaultHttpContent(
                switch (head) {
                    case FileRange range -> read(range);
                    case Bytes(var bytes) -> Unpooled.wrappedBuffer(bytes);
                    case Zeros(long length) -> ZEROS.retainedSlice(0, (int) length);
                });
    }

    private ByteBuf read(FileRange range) throws IOException {
        int length = (int) range.length();
        ByteBuf buffer = memory.directBuffer(length);
        try {
            while (buffer.writerIndex() < length) {
                int at = buffer.writerIndex();
                if (buffer.writeBytes(files.channel(range), range.offset() + at, length - at) < 0) {
                    throw new IOException(range.file() + " is shorter than it was");
                }
            }
            return buffer;
        } catch (IOException | RuntimeException e) {
            buffer.release();
            throw e;
        }
    }

    /** Whether what couldn't be sent isn't there any more. */
    boolean areBroken() {
        return files.areShort();
    }

    @Override
    public void close() {
        files.close();
    }

    /** Leaves the file open, which others of the same body read, too. */
    private static final class SharedRegion extends DefaultFileRegion {
        SharedRegion(FileChannel file, long position, long count) {
            super(file, position, count);
        }

        @Override
        protected void deallocate() {}
    }
}
