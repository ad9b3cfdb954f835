package dev.fairlead.testbed;

import java.io.IOException;
import java.io.OutputStream;

/** Content of known length, any part of which can be written. */
public sealed interface Payload permits BytesPayload, PatternPayload {
    long length();

    void write(OutputStream to, long from, long count) throws IOException;

    static Payload of(byte[] bytes) {
        return new BytesPayload(bytes);
    }

    /** Made while it is written, so that it may be larger than memory. */
    static Payload pattern(long length) {
        return new PatternPayload(length);
    }
}
