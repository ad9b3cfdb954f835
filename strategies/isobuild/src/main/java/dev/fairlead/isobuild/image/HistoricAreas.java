package dev.fairlead.isobuild.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Kernel arguments as images of 2021 have them: the system area holds a magic word, the length of
 * each area, where the default is, and up to six places.
 */
final class HistoricAreas {
    static final int HEADER_AT = 32672;
    private static final int HEADER_LENGTH = 72;
    private static final String MAGIC = "coreKarg";
    private static final int MAX_LENGTH = 64 << 10;

    private HistoricAreas() {}

    /** The first line of what the header says, without the padding that may follow. */
    static Optional<String> published(ImageFiles files) throws IOException {
        ByteBuffer header = files.part(HEADER_AT, HEADER_LENGTH);
        long length = header.getLong(8);
        long at = header.getLong(16);
        if (!isSound(header, length) || at <= 0 || at > files.iso().length() - length) {
            return Optional.empty();
        }
        CharBuffer text = StandardCharsets.UTF_8.decode(files.part(at, (int) length));
        return Optional.of(
                text.toString().split("[\\x00-\\x1f]", 2)[0].replaceAll("#+$", "").strip());
    }

    static List<ArgumentArea> find(ImageFiles files) throws IOException {
        ByteBuffer header = files.part(HEADER_AT, HEADER_LENGTH);
        long length = header.getLong(8);
        if (!isSound(header, length)) {
            return List.of();
        }
        List<ArgumentArea> areas = new ArrayList<>();
        header.position(24); // after the magic word, the length, and where the default is
        while (header.hasRemaining()) {
            long at = header.getLong();
            if (at == 0) {
                break;
            }
            if (at < 0 || at > files.iso().length() - length) {
                return List.of();
            }
            areas.add(new ArgumentArea(at, (int) length, ArgumentArea.HASH, ArgumentArea.NEWLINE));
        }
        return areas;
    }

    private static boolean isSound(ByteBuffer header, long length) {
        byte[] magic = new byte[MAGIC.length()];
        header.get(0, magic);
        return new String(magic, StandardCharsets.ISO_8859_1).equals(MAGIC)
                && length > 0
                && length <= MAX_LENGTH;
    }
}
