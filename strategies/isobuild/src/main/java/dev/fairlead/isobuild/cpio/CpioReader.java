package dev.fairlead.isobuild.cpio;

import dev.fairlead.spi.Body;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads what the kernel unpacks: newc archives one after another, each plain or compressed, with
 * zeros between them. Takes bounded memory, and ends.
 */
public final class CpioReader {
    private static final int MAX_NAME = 4096; // the kernel's PATH_MAX
    private static final long MAX_UNPACKED = 8L << 30;
    private static final int MAGIC_LENGTH = 6;
    private static final int LENGTH_AT = MAGIC_LENGTH + 6 * 8;
    private static final int NAME_LENGTH_AT = MAGIC_LENGTH + 11 * 8;

    private final PushbackInputStream packed;
    private Optional<PushbackInputStream> unpacked = Optional.empty();
    private long read;
    private long data; // of the current member, not read yet
    private long padding;

    public CpioReader(InputStream in) {
        packed = new PushbackInputStream(in, Compression.MAX_UNREAD);
    }

    /** A file of an archive, which must not be longer than a limit. */
    public static Optional<byte[]> find(Body archives, String name, int limit) throws IOException {
        try (InputStream in = archives.stream()) {
            CpioReader reader = new CpioReader(in);
            for (var member = reader.next(); member.isPresent(); member = reader.next()) {
                if (member.get().name().equals(name) || member.get().name().equals("./" + name)) {
                    return Optional.of(reader.data(limit));
                }
            }
            return Optional.empty();
        }
    }

    /** The next file, in whichever archive. */
    public Optional<CpioMember> next() throws IOException {
        skip(data + padding);
        data = 0;
        padding = 0;
        while (findHeader()) {
            CpioMember member = member();
            if (!member.name().equals(CpioWriter.TRAILER)) {
                data = member.length();
                padding = Padding.after(data);
                return Optional.of(member);
            }
            skip(member.length());
        }
        return Optional.empty();
    }

    /** The current file. */
    public byte[] data(int limit) throws IOException {
        if (data > limit) {
            throw new IOException("a file in an archive has " + data + " bytes, not " + limit);
        }
        byte[] bytes = exactly((int) data);
        data = 0;
        return bytes;
    }

    /** Goes to where a header begins, if need be in the next compressed part. */
    private boolean findHeader() throws IOException {
        while (true) {
            PushbackInputStream in = in();
            int first = in.read();
            while (first == 0) {
                first = in.read();
            }
            if (first >= 0) {
                in.unread(first);
                if (first == CpioWriter.MAGIC.charAt(0)) {
                    return true;
                }
                if (unpacked.isPresent()) {
                    throw new IOException("a compressed archive holds more than cpio");
                }
                unpacked = Optional.of(new PushbackInputStream(Compression.open(packed)));
            } else if (unpacked.isPresent()) {
                unpacked = Optional.empty();
            } else {
                return false;
            }
        }
    }

    private CpioMember member() throws IOException {
        byte[] header = exactly(CpioWriter.HEADER_LENGTH);
        String text = new String(header, StandardCharsets.US_ASCII);
        if (!text.startsWith("070701") && !text.startsWith("070702")) {
            throw new IOException("an archive is cpio, but not of the newc format");
        }
        int nameLength = (int) field(text, NAME_LENGTH_AT);
        if (nameLength < 1 || nameLength > MAX_NAME) {
            throw new IOException("a name in an archive has " + nameLength + " bytes");
        }
        String name = new String(exactly(nameLength), 0, nameLength - 1, StandardCharsets.UTF_8);
        skip(Padding.after(CpioWriter.HEADER_LENGTH + (long) nameLength));
        return new CpioMember(name, (int) field(text, MAGIC_LENGTH + 8), field(text, LENGTH_AT));
    }

    private static long field(String header, int at) throws IOException {
        try {
            return Integer.toUnsignedLong(Integer.parseUnsignedInt(header, at, at + 8, 16));
        } catch (NumberFormatException e) {
            throw new IOException("a header in an archive is damaged", e);
        }
    }

    private PushbackInputStream in() {
        return unpacked.orElse(packed);
    }

    private byte[] exactly(int count) throws IOException {
        byte[] bytes = in().readNBytes(count);
        if (bytes.length < count) {
            throw new IOException("an archive is cut short");
        }
        count(count);
        return bytes;
    }

    private void skip(long count) throws IOException {
        count(count);
        in().skipNBytes(count);
    }

    private void count(long count) throws IOException {
        read += count;
        if (read > MAX_UNPACKED) {
            throw new IOException("an archive unpacks to more than " + MAX_UNPACKED + " bytes");
        }
    }
}
