package dev.fairlead.rpm.file;

import dev.fairlead.rpm.file.HeaderType.Form;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A header structure: tags, and what they hold.
 *
 * @see <a href="https://rpm-software-management.github.io/rpm/manual/format_header.html">RPM:
 *     header format</a>
 */
final class Header {
    /** rpm takes 256 MiB; the largest of a distribution have some 20 MiB. */
    static final int MAX_STORE = 32 << 20;

    private static final int MAX_ENTRIES = 0xffff; // as rpm's HEADER_TAGS_MAX
    private static final int MAX_TEXTS = 16;
    private static final int INTRO = 16;
    private static final int ENTRY = 16;
    private static final int MAGIC = 0x8eade801;
    private static final int ALIGNMENT = 8;

    private record Entry(HeaderType type, int offset, int count) {}

    private final byte[] bytes;
    private final int store;
    private final Map<Integer, Entry> entries = new HashMap<>();

    private Header(byte[] bytes, int count) throws RefusedFileException {
        this.bytes = bytes;
        store = INTRO + count * ENTRY;
        ByteBuffer index = ByteBuffer.wrap(bytes, INTRO, count * ENTRY);
        while (index.hasRemaining()) {
            int tag = index.getInt();
            HeaderType type = HeaderType.of(index.getInt());
            Entry entry = new Entry(type, index.getInt(), index.getInt());
            if (entry.offset < 0
                    || entry.count < 0
                    || entry.offset + (long) entry.count * type.width() > bytes.length - store) {
                throw new RefusedFileException("tag " + tag + " points outside its header");
            }
            entries.putIfAbsent(tag, entry);
        }
    }

    /**
     * @param name what it is called in what is said about it
     */
    static Header read(InputStream in, String name) throws IOException {
        byte[] intro = in.readNBytes(INTRO);
        ByteBuffer fields = ByteBuffer.wrap(intro);
        if (intro.length < INTRO || fields.getInt(0) != MAGIC) {
            throw new RefusedFileException("its " + name + " does not begin like one (8e ad e8)");
        }
        int entries = fields.getInt(8);
        int store = fields.getInt(12);
        if (entries < 1 || entries > MAX_ENTRIES || store < 0 || store > MAX_STORE) {
            throw new RefusedFileException(
                    "its " + name + " claims " + entries + " tags and " + store + " bytes");
        }
        int length = entries * ENTRY + store;
        byte[] rest = in.readNBytes(length); // grows as it comes: a claim alone takes no memory
        if (rest.length < length) {
            throw new RefusedFileException("it ends within the " + name);
        }
        byte[] bytes = Arrays.copyOf(intro, INTRO + length);
        System.arraycopy(rest, 0, bytes, INTRO, length);
        return new Header(bytes, entries);
    }

    /** What lies between this header and the next. */
    void skipPadding(InputStream in) throws IOException {
        int padding = Math.floorMod(-bytes.length, ALIGNMENT);
        if (!Arrays.equals(in.readNBytes(padding), new byte[padding])) {
            throw new RefusedFileException("what pads its signature is not zeros");
        }
    }

    /** The whole structure as it was in the file. */
    byte[] bytes() {
        return bytes;
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /** The first text of a tag. */
    Optional<String> text(int tag) throws RefusedFileException {
        return texts(tag).stream().findFirst();
    }

    /** The texts of a tag that has few of them. */
    List<String> texts(int tag) throws RefusedFileException {
        List<String> texts = new ArrayList<>();
        Optional<Entry> found = entry(tag, Form.TEXT);
        if (found.isPresent()) {
            int at = store + found.get().offset;
            for (int i = 0; i < Math.min(found.get().count, MAX_TEXTS); i++) {
                int end = endOfText(tag, at);
                texts.add(new String(bytes, at, end - at, StandardCharsets.UTF_8));
                at = end + 1;
            }
        }
        return texts;
    }

    private int endOfText(int tag, int from) throws RefusedFileException {
        for (int at = from; at < bytes.length; at++) {
            if (bytes[at] == 0) {
                return at;
            }
        }
        throw new RefusedFileException("the text of tag " + tag + " has no end");
    }

    /** The first number of a tag, which has no sign. */
    OptionalLong number(int tag) throws RefusedFileException {
        Optional<Entry> found = entry(tag, Form.NUMBER);
        if (found.isEmpty() || found.get().count == 0) {
            return OptionalLong.empty();
        }
        ByteBuffer value =
                ByteBuffer.wrap(bytes, store + found.get().offset, found.get().type.width());
        return OptionalLong.of(
                found.get().type == HeaderType.INT64
                        ? value.getLong()
                        : Integer.toUnsignedLong(value.getInt()));
    }

    Optional<byte[]> binary(int tag) throws RefusedFileException {
        return entry(tag, Form.BINARY)
                .map(entry ->
                        Arrays.copyOfRange(
                                bytes, store + entry.offset, store + entry.offset + entry.count));
    }

    private Optional<Entry> entry(int tag, Form form) throws RefusedFileException {
        Optional<Entry> entry = Optional.ofNullable(entries.get(tag));
        if (entry.isPresent() && entry.get().type.form() != form) {
            throw new RefusedFileException(
                    "tag " + tag + " is not a " + form.name().toLowerCase(Locale.ROOT));
        }
        return entry;
    }
}
