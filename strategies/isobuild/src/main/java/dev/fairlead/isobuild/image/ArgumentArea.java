package dev.fairlead.isobuild.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.spi.Body;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A place for kernel arguments: their text, what ends it, and padding.
 *
 * @param pad one byte, as a character
 */
record ArgumentArea(long at, int length, char pad, String end) {
    static final char HASH = '#';
    static final String NEWLINE = "\n";

    /** What stands there now. */
    String text(ByteBuffer area) {
        byte[] bytes = new byte[area.remaining()];
        area.get(area.position(), bytes);
        int used = bytes.length;
        while (used > 0 && bytes[used - 1] == (byte) pad) {
            used--;
        }
        String text = new String(bytes, 0, used, UTF_8);
        return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
    }

    Body filled(String text) throws CustomisationException {
        byte[] bytes = (text + end).getBytes(UTF_8);
        if (bytes.length > length) {
            throw CustomisationException.tooLarge(
                    "the kernel's command line", length, bytes.length);
        }
        byte[] all = Arrays.copyOf(bytes, length);
        Arrays.fill(all, bytes.length, length, (byte) pad);
        return Body.of(all);
    }
}
