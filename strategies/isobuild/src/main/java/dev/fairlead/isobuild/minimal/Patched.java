package dev.fairlead.isobuild.minimal;

import dev.fairlead.spi.Body;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A body in which a few fields get other values. */
final class Patched {
    private Body body;

    Patched(Body body) {
        this.body = body;
    }

    Body body() {
        return body;
    }

    long length() {
        return body.length();
    }

    /** A copy, little-endian, to be changed and written back. */
    ByteBuffer read(long at, int count) throws IOException {
        return ByteBuffer.allocate(count)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(body.slice(at, count).read())
                .flip();
    }

    void write(long at, byte[] bytes) {
        body = body.overlaid(at, Body.of(bytes));
    }

    /** All of a buffer, wherever its position is. */
    void write(long at, ByteBuffer bytes) {
        byte[] copy = new byte[bytes.capacity()];
        bytes.get(0, copy);
        write(at, copy);
    }
}
