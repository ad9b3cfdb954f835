package dev.fairlead.isobuild.minimal;

import dev.fairlead.isobuild.iso.InvalidImageException;
import dev.fairlead.spi.Body;
import dev.fairlead.spi.Body.FileRange;

import org.tukaani.xz.XZInputStream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What the makers of an image left in it to rebuild their minimal one: the bytes between its files,
 * and where those are in the full one.
 *
 * @see <a
 *     href="https://github.com/coreos/coreos-installer/blob/v0.21.0/src/miniso.rs">miniso.dat</a>
 */
final class Recipe {
    private static final int SECTOR = 2048;
    private static final int MAX_LENGTH = 16 << 20;
    private static final int MAX_COPIES = 100_000;
    private static final int MAX_DICTIONARY_KIB = 64 * 1024;
    private static final int MAX_PACKED = 64 << 20;
    private static final byte[] MAGIC = "MINISO\0\0".getBytes(StandardCharsets.US_ASCII);

    private final List<Copy> copies;
    private final byte[] digest;
    private final byte[] packed;

    private Recipe(List<Copy> copies, byte[] digest, byte[] packed) {
        this.copies = copies;
        this.digest = digest;
        this.packed = packed;
    }

    /** A file: where it is in the minimal image and in the full one. */
    record Copy(long minimal, long full, long length) {}

    static Recipe read(Body file) throws IOException {
        if (file.length() > MAX_LENGTH) {
            throw new InvalidImageException(
                    String.format(
                            Locale.ROOT,
                            "its coreos/miniso.dat is larger than %d bytes",
                            MAX_LENGTH));
        }
        try {
            return read(file.read().order(ByteOrder.LITTLE_ENDIAN));
        } catch (BufferUnderflowException _) {
            throw new InvalidImageException("its coreos/miniso.dat is cut short");
        }
    }

    private static Recipe read(ByteBuffer bytes) throws IOException {
        if (!Arrays.equals(bytes(bytes, MAGIC.length), MAGIC) || number(bytes) != 1) {
            throw new InvalidImageException("its coreos/miniso.dat is of an unknown version");
        }
        bytes(bytes, number(bytes)); // who wrote it
        long count = number(bytes);
        if (count > MAX_COPIES) {
            throw new InvalidImageException("its coreos/miniso.dat lists too many files");
        }
        List<Copy> copies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            copies.add(new Copy(number(bytes) * SECTOR, number(bytes) * SECTOR, number(bytes)));
        }
        copies.sort(Comparator.comparingLong(Copy::minimal));
        return new Recipe(copies, bytes(bytes, 32), bytes(bytes, number(bytes)));
    }

    /** Bincode's variable length: a byte below 251 is itself, 251 to 253 say how many follow. */
    private static long number(ByteBuffer bytes) throws InvalidImageException {
        int first = bytes.get() & 0xff;
        long value =
                switch (first) {
                    case 251 -> bytes.getShort() & 0xffffL;
                    case 252 -> bytes.getInt() & 0xffffffffL;
                    case 253 -> bytes.getLong();
                    default -> first;
                };
        if (first > 253 || value < 0 || value > Long.MAX_VALUE / SECTOR) {
            throw new InvalidImageException("its coreos/miniso.dat has a number out of range");
        }
        return value;
    }

    private static byte[] bytes(ByteBuffer from, long count) {
        if (count > from.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[(int) count];
        from.get(bytes);
        return bytes;
    }

    /** Writes the minimal image, and makes sure that it is the one that was meant. */
    void rebuild(Path full, Path out) throws IOException {
        BodyFile.write(minimal(full), out);
        if (!Arrays.equals(digest(out), digest)) {
            throw new InvalidImageException(
                    "the minimal image of its coreos/miniso.dat has another SHA-256 than said"
                            + " there");
        }
    }

    private Body minimal(Path full) throws IOException {
        long length = Files.size(full);
        Body minimal = Body.EMPTY;
        try (InputStream between =
                new XZInputStream(new ByteArrayInputStream(packed), MAX_DICTIONARY_KIB)) {
            for (Copy copy : copies) {
                long gap = copy.minimal - minimal.length();
                if (gap < 0 || gap > MAX_PACKED || copy.full > length - copy.length) {
                    throw new InvalidImageException(
                            "its coreos/miniso.dat places files over each other");
                }
                minimal =
                        minimal.then(Body.of(between.readNBytes((int) gap)))
                                .then(Body.of(new FileRange(full, copy.full, copy.length)));
            }
            return minimal.then(Body.of(between.readNBytes(MAX_PACKED)));
        }
    }

    private static byte[] digest(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(
                        Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return in.getMessageDigest().digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
