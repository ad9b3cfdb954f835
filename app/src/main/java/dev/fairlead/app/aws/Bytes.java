package dev.fairlead.app.aws;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** Bytes in the making: what {@code ByteArrayOutputStream} is, without its locks and copies. */
final class Bytes {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] array;
    private int length;

    Bytes(int capacity) {
        array = new byte[capacity];
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    Bytes put(byte b) {
        reserve(1);
        array[length++] = b;
        return this;
    }

    Bytes put(byte[] bytes) {
        return put(bytes, 0, bytes.length);
    }

    Bytes put(byte[] bytes, int from, int count) {
        reserve(count);
        System.arraycopy(bytes, from, array, length, count);
        length += count;
        return this;
    }

    /** The same bytes as in another one. */
    Bytes put(Bytes other, int from, int to) {
        return put(other.array, from, to - from);
    }

    Bytes putHex(byte[] bytes) {
        reserve(2 * bytes.length);
        for (byte b : bytes) {
            array[length++] = HEX[(b >> 4) & 0xf];
            array[length++] = HEX[b & 0xf];
        }
        return this;
    }

    int length() {
        return length;
    }

    byte[] digest(MessageDigest algorithm) {
        algorithm.update(array, 0, length);
        return algorithm.digest();
    }

    byte[] mac(HmacSha256 algorithm) {
        return algorithm.of(array, length);
    }

    byte[] toArray() {
        return Arrays.copyOf(array, length);
    }

    String toAscii() {
        return new String(array, 0, length, StandardCharsets.ISO_8859_1);
    }

    private void reserve(int more) {
        if (array.length - length < more) {
            array = Arrays.copyOf(array, Math.max(2 * array.length, length + more));
        }
    }
}
