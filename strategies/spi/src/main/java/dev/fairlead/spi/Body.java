package dev.fairlead.spi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Bytes in order: ranges of files, bytes in memory and zeros. Immutable and cheap to cut, so that a
 * part of a large file with small changes costs no more than a small file; nothing is open until
 * somebody sends or reads it.
 */
public final class Body {
    public static final Body EMPTY = new Body(List.of());

    private final List<Segment> segments;
    private final long length;

    private Body(List<Segment> segments) {
        this.segments = List.copyOf(segments);
        this.length = segments.stream().mapToLong(Segment::length).sum();
    }

    public static Body of(Segment... segments) {
        return of(List.of(segments));
    }

    public static Body of(List<? extends Segment> segments) {
        return new Body(
                segments.stream()
                        .filter(segment -> segment.length() > 0)
                        .map(segment -> (Segment) segment)
                        .toList());
    }

    public static Body of(byte[] bytes) {
        return of(new Bytes(ByteBuffer.wrap(bytes)));
    }

    public long length() {
        return length;
    }

    /** Its parts, none of them empty. */
    public List<Segment> segments() {
        return segments;
    }

    /** A part of it, which must lie within. */
    public Body slice(long offset, long count) {
        Objects.checkFromIndexSize(offset, count, length);
        List<Segment> part = new ArrayList<>();
        long start = 0;
        for (Segment segment : segments) {
            long from = Math.max(offset, start);
            long to = Math.min(offset + count, start + segment.length());
            if (from < to) {
                part.add(segment.slice(from - start, to - from));
            }
            start += segment.length();
        }
        return new Body(part);
    }

    /** This one and then another. */
    public Body then(Body next) {
        List<Segment> all = new ArrayList<>(segments);
        all.addAll(next.segments);
        return new Body(all);
    }

    /** The same length with other bytes from an offset on; they must lie within. */
    public Body overlaid(long offset, Body piece) {
        Objects.checkFromIndexSize(offset, piece.length, length);
        long end = offset + piece.length;
        return slice(0, offset).then(piece).then(slice(end, length - end));
    }

    /** Its bytes from the first to the last, a piece of them at a time in memory. */
    public InputStream stream() {
        return new BodyInputStream(this);
    }

    /** All of it in memory, for what is known to be small. */
    public ByteBuffer read() throws IOException {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(length));
        for (Segment segment : segments) {
            segment.readInto(all);
        }
        return all.flip().asReadOnlyBuffer();
    }

    /** Made of the same parts; the same bytes cut elsewhere would have to be read to be known. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Body body && segments.equals(body.segments);
    }

    @Override
    public int hashCode() {
        return segments.hashCode();
    }

    /** A run of bytes; never negative in length. */
    public sealed interface Segment {

        long length();

        /** A part of it; the caller has checked that it lies within. */
        Segment slice(long offset, long count);

        /** Puts all of it into a buffer with room for it. */
        void readInto(ByteBuffer buffer) throws IOException;
    }

    /** A range of a file that is complete and won't change. */
    public record FileRange(Path file, long offset, long length) implements Segment {
        @Override
        public FileRange slice(long from, long count) {
            return new FileRange(file, offset + from, count);
        }

        @Override
        public void readInto(ByteBuffer buffer) throws IOException {
            try (FileChannel channel = FileChannel.open(file)) {
                ByteBuffer room = buffer.slice(buffer.position(), Math.toIntExact(length));
                while (room.hasRemaining()) {
                    if (channel.read(room, offset + room.position()) < 0) {
                        throw new IOException(file + " is shorter than it was");
                    }
                }
                buffer.position(buffer.position() + room.position());
            }
        }
    }

    /** Bytes in memory. */
    public record Bytes(ByteBuffer bytes) implements Segment {
        public Bytes {
            bytes = bytes.asReadOnlyBuffer();
        }

        @Override
        public long length() {
            return bytes.remaining();
        }

        @Override
        public Bytes slice(long offset, long count) {
            return new Bytes(bytes.slice(bytes.position() + (int) offset, (int) count));
        }

        @Override
        public void readInto(ByteBuffer buffer) {
            buffer.put(bytes.duplicate());
        }
    }

    /** As many zeros. */
    public record Zeros(long length) implements Segment {
        @Override
        public Zeros slice(long offset, long count) {
            return new Zeros(count);
        }

        @Override
        public void readInto(ByteBuffer buffer) {
            buffer.put(new byte[Math.toIntExact(length)]);
        }
    }
}
