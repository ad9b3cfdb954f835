package dev.fairlead.isobuild.iso;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What Rock Ridge says of one directory record.
 *
 * @param child where a directory is that had to move, as it lay too deep for ISO 9660
 * @param moved whether this is such a directory where it lies now, and not to be seen there
 * @see <a href="http://www.ymi.com/ymi/sites/default/files/pdf/Rockridge.pdf">RRIP 1.12</a>
 */
record RockRidge(Optional<String> name, Optional<Long> child, boolean moved) {
    private static final int MAX_AREAS = 32;
    private static final int HEADER = 4;
    private static final int SP_LENGTH = 7;
    private static final int CONTINUATION_LENGTH = 28;
    private static final int CHILD_LENGTH = 12;

    static final RockRidge NONE = new RockRidge(Optional.empty(), Optional.empty(), false);

    /** How much of each system use area others use; empty when this isn't Rock Ridge. */
    static OptionalInt skip(DirectoryRecord self) {
        ByteBuffer area = self.systemUse();
        boolean sharing =
                area.limit() >= SP_LENGTH
                        && signature(area) == code("SP")
                        && area.getShort(HEADER) == (short) 0xbeef;
        return sharing ? OptionalInt.of(Byte.toUnsignedInt(area.get(6))) : OptionalInt.empty();
    }

    static RockRidge of(DirectoryRecord record, int skip, ImageSource source) throws IOException {
        ByteBuffer area = record.systemUse();
        Fields fields = new Fields();
        Optional<ByteBuffer> next =
                Optional.of(
                        skip < area.limit()
                                ? area.slice(skip, area.limit() - skip)
                                : area.slice(0, 0));
        for (int areas = 0; next.isPresent(); areas++) {
            if (areas == MAX_AREAS) {
                throw new InvalidImageException("its Rock Ridge continuations have no end");
            }
            next = fields.read(next.get(), source);
        }
        String name = StandardCharsets.UTF_8.decode(fields.name.flip()).toString();
        return new RockRidge(
                Optional.of(name).filter(some -> !some.isEmpty()), fields.child, fields.moved);
    }

    private static int signature(ByteBuffer entry) {
        return entry.limit() < 2 ? 0 : entry.get(0) << 8 | entry.get(1);
    }

    private static int code(String signature) {
        return signature.charAt(0) << 8 | signature.charAt(1);
    }

    /** What has been read so far. */
    private static final class Fields {
        private static final int MAX_NAME = 1024; // Linux takes 255 bytes

        private final ByteBuffer name = ByteBuffer.allocate(MAX_NAME);
        private Optional<Long> child = Optional.empty();
        private boolean moved;

        /** Takes an area's entries; gives the area in which they go on. */
        private Optional<ByteBuffer> read(ByteBuffer area, ImageSource source) throws IOException {
            Optional<ByteBuffer> continuation = Optional.empty();
            int at = 0;
            while (at + HEADER <= area.limit()) {
                int length = Byte.toUnsignedInt(area.get(at + 2));
                if (length < HEADER || at + length > area.limit()) {
                    break; // as Linux does: the rest is padding
                }
                ByteBuffer entry = area.slice(at, length).order(ByteOrder.LITTLE_ENDIAN);
                int signature = signature(entry);
                if (signature == code("ST")) {
                    break;
                } else if (signature == code("CE") && length >= CONTINUATION_LENGTH) {
                    continuation = Optional.of(continuation(entry, source));
                } else {
                    take(signature, entry);
                }
                at += length;
            }
            return continuation;
        }

        private static ByteBuffer continuation(ByteBuffer entry, ImageSource source)
                throws IOException {
            long at =
                    VolumeDescriptor.sectors(entry.getInt(4))
                            + Integer.toUnsignedLong(entry.getInt(12));
            int length =
                    Math.clamp(Integer.toUnsignedLong(entry.getInt(20)), 0, ImageSource.SECTOR);
            return source.read(at, length, "a Rock Ridge continuation");
        }

        private void take(int signature, ByteBuffer entry) throws InvalidImageException {
            if (signature == code("NM") && entry.limit() > HEADER + 1) {
                ByteBuffer part = entry.slice(HEADER + 1, entry.limit() - HEADER - 1);
                if (part.remaining() > name.remaining()) {
                    throw new InvalidImageException("a Rock Ridge name in it is too long");
                }
                name.put(part);
            } else if (signature == code("CL") && entry.limit() >= CHILD_LENGTH) {
                child = Optional.of(VolumeDescriptor.sectors(entry.getInt(HEADER)));
            } else if (signature == code("RE")) {
                moved = true;
            }
        }
    }
}
