package dev.fairlead.isobuild.minimal;

import dev.fairlead.spi.Body;
import dev.fairlead.spi.Body.FileRange;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes bodies to files; what is in files goes from one to the other within the kernel. */
final class BodyFile {
    private BodyFile() {}

    static void write(Body body, Path out) throws IOException {
        try (FileChannel to =
                FileChannel.open(
                        out,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            for (Body.Segment segment : body.segments()) {
                append(segment, to);
            }
            to.force(true);
        }
    }

    private static void append(Body.Segment segment, FileChannel to) throws IOException {
        if (segment instanceof FileRange(Path file, long offset, long length)) {
            copy(file, offset, length, to);
        } else {
            ByteBuffer bytes = Body.of(segment).read();
            while (bytes.hasRemaining()) {
                to.write(bytes);
            }
        }
    }

    private static void copy(Path file, long offset, long length, FileChannel to)
            throws IOException {
        try (FileChannel from = FileChannel.open(file)) {
            for (long done = 0; done < length; ) {
                long some = from.transferTo(offset + done, length - done, to);
                if (some <= 0) {
                    throw new EOFException(file + " is shorter than it was");
                }
                done += some;
            }
        }
    }
}
