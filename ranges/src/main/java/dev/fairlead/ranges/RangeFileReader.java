package dev.fairlead.ranges;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Reads range files of every known kind, told apart by their content: AWS {@code ip-ranges.json},
 * GCP {@code cloud.json}, Azure service tags and the compact table of this project.
 *
 * @param maxBytes the size above which a file is refused
 */
public record RangeFileReader(long maxBytes) {

    /** The size limit unless told otherwise, 32 MiB. */
    public static final long DEFAULT_MAX_BYTES = 32L << 20;

    /** A reader with the default size limit. */
    public RangeFileReader() {
        this(DEFAULT_MAX_BYTES);
    }

    /**
     * Reads a file; one that does not say when it was made counts as made when last modified.
     *
     * @throws RangeFileException if it cannot be read or used; the message starts with its path
     */
    public List<RangeFile> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, Files.getLastModifiedTime(file).toInstant());
        } catch (IOException e) {
            throw new RangeFileException(
                    file + ": cannot be read (" + e + "), check the path and its permissions", e);
        } catch (RangeFileException e) {
            throw e.in(file);
        }
    }

    /**
     * Reads a stream to its end without closing it.
     *
     * @param undated when the file was made, if it does not say so itself (Azure)
     * @return one file per cloud, more than one only from a compact table
     * @throws RangeFileException if it cannot be used
     */
    public List<RangeFile> read(InputStream in, Instant undated) {
        ByteSource bytes = new ByteSource(in, maxBytes);
        skipByteOrderMark(bytes);
        while (Character.isWhitespace(bytes.peek())) {
            bytes.take();
        }
        return switch (bytes.peek()) {
            case '{' -> List.of(JsonRanges.read(bytes, undated));
            case 'f' -> CompactReader.read(bytes);
            case '<' -> throw new RangeFileException("is HTML or XML, not a range file in JSON");
            case ByteSource.END -> throw new RangeFileException("is empty, expected a range file");
            default ->
                    throw new RangeFileException(
                            "is neither JSON nor a compact table, expected a range file");
        };
    }

    // Windows tools save Azure's file with a byte order mark, which RFC 8259, 8.1 lets us ignore.
    private static void skipByteOrderMark(ByteSource bytes) {
        if (bytes.peek() == 0xef) {
            bytes.take();
            bytes.take();
            bytes.take();
        }
    }
}
