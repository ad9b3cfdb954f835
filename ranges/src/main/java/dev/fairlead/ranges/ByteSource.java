package dev.fairlead.ranges;

import java.io.IOException;
import java.io.InputStream;

/** Bytes one at a time with one byte of look-ahead, a position for messages and a size limit. */
final class ByteSource {

    static final int END = -1;
    private static final int NOTHING_READ = -2;

    private final InputStream in;
    private final long maxBytes;
    private final byte[] buffer = new byte[8192];
    private int used;
    private int filled;
    private long before;
    private int ahead = NOTHING_READ;
    private int line = 1;
    private long lineStart;

    ByteSource(InputStream in, long maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** The next byte without taking it, or {@link #END}. */
    int peek() {
        if (ahead == NOTHING_READ) {
            ahead = used < filled || fill() ? buffer[used++] & 0xff : END;
        }
        return ahead;
    }

    /** Takes the next byte, or {@link #END}. */
    int take() {
        int taken = peek();
        if (taken != END) {
            ahead = NOTHING_READ;
        }
        if (taken == '\n') {
            line++;
            lineStart = before + used;
        }
        return taken;
    }

    private boolean fill() {
        before += filled;
        used = 0;
        filled = Math.max(0, read());
        if (before + filled > maxBytes) {
            throw new RangeFileException(
                    "is larger than " + maxBytes + " bytes, the limit for a range file");
        }
        return filled > 0;
    }

    private int read() {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new RangeFileException("cannot be read to its end: " + e.getMessage(), e);
        }
    }

    /** The failure at the present position. */
    RangeFileException failure(String problem) {
        long column = before + used - lineStart + (ahead == NOTHING_READ ? 0 : -1) + 1;
        return new RangeFileException(
                "line " + line + ", column " + Math.max(1, column) + ": " + problem);
    }

    /** The failure of a file that ends too early. */
    RangeFileException truncated() {
        return failure("the file ends too early, fetch it again");
    }
}
