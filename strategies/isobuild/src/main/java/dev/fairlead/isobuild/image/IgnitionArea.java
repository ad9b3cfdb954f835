package dev.fairlead.isobuild.image;

import com.fasterxml.jackson.databind.JsonNode;

import dev.fairlead.isobuild.iso.InvalidImageException;
import dev.fairlead.isobuild.iso.IsoEntry;
import dev.fairlead.spi.Body;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Where an Ignition config goes: a file of zeros, or some zeros in another file.
 *
 * @param file what lies there and nothing else, if that is so: it may go elsewhere
 */
record IgnitionArea(long at, long length, Optional<IsoEntry> file) {
    static final String INFO = "coreos/igninfo.json";
    static final String FILE = "images/ignition.img";

    /** In the system area, until 2022: a magic word, where the area is, its length. */
    static final int HEADER_AT = 32744;

    /** With which an archive may end: gzip's checksum and length. */
    private static final int MAX_ZEROS = 8;

    private static final int HEADER_LENGTH = 24;
    private static final String MAGIC = "coreiso+";

    static IgnitionArea find(ImageFiles files) throws IOException {
        Optional<JsonNode> info = files.json(INFO).filter(json -> json.path("file").isTextual());
        if (info.isPresent()) {
            return described(files, info.get());
        }
        Optional<IsoEntry> file = files.find(FILE);
        if (file.isPresent()) {
            return whole(file.get());
        }
        return historic(files)
                .orElseThrow(() ->
                        new InvalidImageException(
                                String.format(
                                        Locale.ROOT,
                                        "it has no room for an Ignition config: neither %s nor %s",
                                        INFO,
                                        FILE)));
    }

    private static IgnitionArea described(ImageFiles files, JsonNode info)
            throws InvalidImageException {
        String path = info.get("file").textValue();
        IsoEntry file =
                files.find(path)
                        .orElseThrow(() ->
                                new InvalidImageException(
                                        INFO + " names a file that isn't there: " + path));
        if (!info.has("offset") && !info.has("length")) {
            return whole(file);
        }
        long offset = info.path("offset").asLong(0);
        long length = info.path("length").asLong(0);
        long count = length == 0 ? file.size() - offset : length;
        return new IgnitionArea(file.position(offset, count), count, Optional.empty());
    }

    private static IgnitionArea whole(IsoEntry file) throws InvalidImageException {
        Optional<IsoEntry> alone = Optional.of(file).filter(found -> found.extents().size() == 1);
        return new IgnitionArea(file.position(0, file.size()), file.size(), alone);
    }

    private static Optional<IgnitionArea> historic(ImageFiles files) throws IOException {
        ByteBuffer header = files.part(HEADER_AT, HEADER_LENGTH);
        long at = header.getLong(8);
        long length = header.getLong(16);
        boolean sound = at > 0 && length > 0 && at <= files.iso().length() - length;
        return hasHeader(header) && sound
                ? Optional.of(new IgnitionArea(at, length, Optional.empty()))
                : Optional.empty();
    }

    /** How much of an area is not zeros, up to where another archive may begin. */
    static long used(Body area) throws IOException {
        if (area.length() > Relocation.MAX_LENGTH) {
            throw new InvalidImageException("its Ignition area has " + area.length() + " bytes");
        }
        long used = 0;
        try (InputStream in = area.stream()) {
            long at = 0;
            for (int next = in.read(); next >= 0; next = in.read()) {
                at++;
                used = next == 0 ? used : at;
            }
        }
        return used == 0 ? 0 : Math.min(Math.ceilDiv(used + MAX_ZEROS, 4) * 4, area.length());
    }

    /** Whether the historic header is there, to be kept right. */
    static boolean hasHeader(ImageFiles files) throws IOException {
        return hasHeader(files.part(HEADER_AT, HEADER_LENGTH));
    }

    private static boolean hasHeader(ByteBuffer header) {
        byte[] magic = new byte[MAGIC.length()];
        header.get(0, magic);
        return new String(magic, StandardCharsets.ISO_8859_1).equals(MAGIC);
    }
}
