package dev.fairlead.isobuild.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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

    static List<ArgumentArea> find(ImageFiles files) throws IOException {
        ByteBuffer header = files.part(HEADER_AT, HEADER_LENGTH);
        byte[] magic = new byte[MAGIC.length()];
        header.get(magic);
        long length = header.getLong();
        if (!new String(magic, StandardCharsets.ISO_8859_1).equals(MAGIC)
                || length <= 0
                || length > MAX_LENGTH) {
            return List.of();
        }
        List<ArgumentArea> areas = new ArrayList<>();
        header.getLong(); // the default, which stands in the areas too
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
}
