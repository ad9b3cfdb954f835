package dev.fairlead.isobuild.minimal;

import dev.fairlead.isobuild.iso.Extent;
import dev.fairlead.isobuild.iso.InvalidImageException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The records of a directory, to be taken out and put in where there is room (ECMA-119 6.8.1).
 *
 * @param joliet whether names are UTF-16
 */
record Directory(Patched image, boolean joliet, long offset, int length, List<NameRecord> records) {
    private static final int SECTOR = 2048;
    private static final int MAX_LENGTH = 16 << 20;

    static Directory read(Patched image, boolean joliet, long offset, long length)
            throws IOException {
        if (length > MAX_LENGTH || length % SECTOR != 0) {
            throw new InvalidImageException(
                    String.format(Locale.ROOT, "it has a directory of %d bytes", length));
        }
        List<NameRecord> records = new ArrayList<>();
        for (long at = offset; at < offset + length; at += SECTOR) {
            ByteBuffer sector = image.read(at, SECTOR);
            while (sector.hasRemaining() && sector.get(sector.position()) != 0) {
                byte[] record = new byte[sector.get(sector.position()) & 0xff];
                if (record.length > sector.remaining()) {
                    throw new InvalidImageException("a directory record in it is cut short");
                }
                sector.get(record);
                records.add(NameRecord.of(record, joliet));
            }
        }
        return new Directory(image, joliet, offset, (int) length, records);
    }

    /** A directory in this one. */
    Optional<Directory> directory(String name) throws IOException {
        Optional<NameRecord> found = find(name);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer fields = found.get().bytes();
        long at = Integer.toUnsignedLong(fields.getInt(Extent.BLOCK_AT)) * SECTOR;
        long count = Integer.toUnsignedLong(fields.getInt(Extent.LENGTH_AT));
        return Optional.of(read(image, joliet, at, count));
    }

    Optional<NameRecord> find(String name) {
        return records.stream().filter(record -> record.name().equalsIgnoreCase(name)).findFirst();
    }

    /** Takes out all records of a name. */
    void remove(String name) {
        records.removeIf(record -> record.name().equalsIgnoreCase(name));
    }

    /** Puts a file in, in the order of names, with the dates and rights of another one. */
    void add(String isoName, String name, long at, long size) throws InvalidImageException {
        NameRecord model =
                records.stream()
                        .filter(NameRecord::isFile)
                        .findFirst()
                        .orElseThrow(() -> new InvalidImageException("its /images has no file"));
        NameRecord record = model.as(joliet ? name : isoName, name, at, size);
        int place = (int) records.stream().filter(other -> other.isBefore(record)).count();
        records.add(place, record);
    }

    /** Writes it back; a record never goes on in the next sector. */
    void write() throws InvalidImageException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        for (NameRecord record : records) {
            ByteBuffer next = record.bytes();
            int left = SECTOR - bytes.position() % SECTOR;
            if (next.remaining() > left) {
                bytes.position(bytes.position() + left);
            }
            if (next.remaining() > bytes.remaining()) {
                throw new InvalidImageException("its /images has no room for more names");
            }
            bytes.put(next);
        }
        image.write(offset, bytes);
    }
}
