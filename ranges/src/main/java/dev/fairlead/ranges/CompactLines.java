package dev.fairlead.ranges;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Lines of the compact table with one line of look-ahead and a running checksum. */
final class CompactLines {

    private static final int LONGEST = 4096;

    private final ByteSource bytes;
    private final CRC32 sum = new CRC32();
    private final StringBuilder line = new StringBuilder();
    private String ahead = "";
    private boolean read;
    private int number;

    CompactLines(ByteSource bytes) {
        this.bytes = bytes;
    }

    /** Whether the next line starts with this word. */
    boolean isNext(String word) {
        String next = peek();
        return next.startsWith(word) && next.startsWith("\t", word.length());
    }

    boolean isPrefix() {
        return peek().indexOf('\t') < 0;
    }

    String take() {
        String taken = peek();
        read = false;
        sum.update(taken.getBytes(StandardCharsets.ISO_8859_1));
        sum.update('\n');
        return taken;
    }

    /** The checksum of all lines taken. */
    int sum() {
        return (int) sum.getValue();
    }

    void end() {
        if (bytes.peek() != ByteSource.END) {
            throw failure("something follows the end line");
        }
    }

    RangeFileException failure(String problem) {
        return new RangeFileException("line " + number + ": " + problem);
    }

    private String peek() {
        if (!read) {
            ahead = next();
            read = true;
        }
        return ahead;
    }

    private String next() {
        line.setLength(0);
        number++;
        while (bytes.peek() != '\n') {
            if (bytes.peek() == ByteSource.END) {
                throw failure("the file ends too early, make or fetch it again");
            }
            if (line.length() >= LONGEST) {
                throw failure("is longer than " + LONGEST + " characters");
            }
            line.append((char) bytes.take());
        }
        bytes.take();
        return line.toString();
    }
}
