package dev.fairlead.app.lambda;

import dev.fairlead.spi.Body;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Bytes within JSON: as they are if they are UTF-8, else in Base64, which is a third longer. */
record EventBody(String text, boolean isBase64) {

    static EventBody of(Body body) {
        try {
            return of(body.read());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EventBody of(ByteBuffer bytes) {
        try {
            return new EventBody(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString(),
                    false);
        } catch (CharacterCodingException _) {
            ByteBuffer base64 = Base64.getEncoder().encode(bytes.duplicate());
            return new EventBody(StandardCharsets.US_ASCII.decode(base64).toString(), true);
        }
    }
}
