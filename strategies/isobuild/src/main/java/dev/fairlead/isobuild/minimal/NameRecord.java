package dev.fairlead.isobuild.minimal;

import dev.fairlead.isobuild.iso.Extent;
import dev.fairlead.isobuild.iso.InvalidImageException;
import dev.fairlead.isobuild.iso.VolumeDescriptor;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A directory record as it is (ECMA-119 9.1). */
final class NameRecord {
    private static final int FLAGS_AT = 25;
    private static final int NAME_LENGTH_AT = 32;
    private static final int NAME_AT = 33;
    private static final int SECTOR = 2048;
    private static final String VERSION = ";1";

    private final byte[] bytes;
    private final boolean joliet;
    private final String name;

    private NameRecord(byte[] bytes, boolean joliet, String name) {
        this.bytes = bytes;
        this.joliet = joliet;
        this.name = name;
    }

    static NameRecord of(byte[] bytes, boolean joliet) throws InvalidImageException {
        if (bytes.length <= NAME_AT || nameEnd(bytes) > bytes.length) {
            throw new InvalidImageException("a directory record in it is cut short");
        }
        String name = rawName(bytes, joliet);
        int version = name.lastIndexOf(';');
        return new NameRecord(bytes, joliet, version < 0 ? name : name.substring(0, version));
    }

    ByteBuffer bytes() {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Without a version. */
    String name() {
        return name;
    }

    private static int nameEnd(byte[] bytes) {
        return NAME_AT + (bytes[NAME_LENGTH_AT] & 0xff);
    }

    private static String rawName(byte[] bytes, boolean joliet) {
        return new String(bytes, NAME_AT, nameEnd(bytes) - NAME_AT, charset(joliet));
    }

    private static Charset charset(boolean joliet) {
        return joliet ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1;
    }

    boolean isFile() {
        return (bytes[FLAGS_AT] & 2) == 0;
    }

    /** "." and ".." have names of one byte, 0 and 1, and so come first. */
    boolean isBefore(NameRecord other) {
        return Arrays.compareUnsigned(
                        bytes, NAME_AT, nameEnd(bytes), other.bytes, NAME_AT, nameEnd(other.bytes))
                < 0;
    }

    /** A record of a new file, with this one's dates and Rock Ridge fields but for the name. */
    NameRecord as(String raw, String rockRidge, long at, long size) throws InvalidImageException {
        String version = rawName(bytes, joliet).endsWith(VERSION) ? VERSION : "";
        byte[] rawName = (raw + version).getBytes(charset(joliet));
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        record.write(bytes, 0, NAME_LENGTH_AT);
        record.write(rawName.length);
        record.writeBytes(rawName);
        pad(record);
        record.writeBytes(systemUse(rockRidge));
        pad(record);
        byte[] made = record.toByteArray();
        if (made.length > 255) {
            throw new InvalidImageException("its directory records have no room for " + rockRidge);
        }
        ByteBuffer fields = ByteBuffer.wrap(made);
        fields.put(0, (byte) made.length);
        fields.put(Extent.BLOCK_AT, VolumeDescriptor.bothEndian(at / SECTOR));
        fields.put(Extent.LENGTH_AT, VolumeDescriptor.bothEndian(size));
        return new NameRecord(made, joliet, raw);
    }

    private static void pad(ByteArrayOutputStream record) {
        if (record.size() % 2 != 0) {
            record.write(0);
        }
    }

    /** All fields but names and what is continued elsewhere, and the new name (RRIP 4.1.4). */
    private byte[] systemUse(String name) {
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        boolean named = false;
        int at = nameEnd(bytes) + (nameEnd(bytes) & 1);
        while (at + 4 <= bytes.length && (bytes[at + 2] & 0xff) >= 4) {
            int length = Math.min(bytes[at + 2] & 0xff, bytes.length - at);
            String field = new String(bytes, at, 2, StandardCharsets.ISO_8859_1);
            if (field.equals("NM") || field.equals("CE")) {
                named = true;
            } else {
                fields.write(bytes, at, length);
            }
            at += length;
        }
        if (named) {
            fields.writeBytes(new byte[] {'N', 'M', (byte) (5 + name.length()), 1, 0});
            fields.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        }
        return fields.toByteArray();
    }
}
