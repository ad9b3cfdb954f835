package dev.fairlead.isobuild.rootfs;

import dev.fairlead.spi.Body;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Random access to little-endian bytes; what lies outside is an error, whoever asked for it. */
record Region(Body body) {

    /** A few bytes, or a block of at most some MiB. */
    ByteBuffer read(long at, int count) throws IOException {
        if (at < 0 || count < 0 || at > body.length() - count) {
            throw new EOFException("the root file system points outside its image");
        }
        return body.slice(at, count).read().order(ByteOrder.LITTLE_ENDIAN);
    }

    byte[] bytes(long at, int count) throws IOException {
        byte[] bytes = new byte[count];
        read(at, count).get(bytes);
        return bytes;
    }
}
