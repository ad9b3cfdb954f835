package dev.fairlead.isobuild.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.fairlead.isobuild.iso.IsoEntry;
import dev.fairlead.isobuild.iso.IsoFile;
import dev.fairlead.spi.Body;
import dev.fairlead.spi.Body.FileRange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Small files of an image, in memory. */
record ImageFiles(IsoFile iso) {
    private static final int MAX_LENGTH = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    Optional<IsoEntry> find(String path) {
        return iso.find(path).filter(entry -> !entry.directory());
    }

    /** Empty when it isn't there, or too long to be what it should. */
    Optional<byte[]> bytes(String path) throws IOException {
        Optional<IsoEntry> entry = find(path).filter(found -> found.size() <= MAX_LENGTH);
        return entry.isPresent() ? Optional.of(bytes(iso.body(entry.get()))) : Optional.empty();
    }

    /** Empty when it isn't there, or isn't JSON: there are older ways to find all that it says. */
    Optional<JsonNode> json(String path) throws IOException {
        Optional<byte[]> bytes = bytes(path);
        try {
            return bytes.isPresent()
                    ? Optional.ofNullable(JSON.readTree(bytes.get()))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** A part of the image itself, little-endian. */
    ByteBuffer part(long at, int length) throws IOException {
        return ByteBuffer.wrap(bytes(Body.of(new FileRange(iso.file(), at, length))))
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] bytes(Body body) throws IOException {
        ByteBuffer read = body.read();
        byte[] bytes = new byte[read.remaining()];
        read.get(bytes);
        return bytes;
    }
}
