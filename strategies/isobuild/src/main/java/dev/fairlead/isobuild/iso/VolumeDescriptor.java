package dev.fairlead.isobuild.iso;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A primary or Joliet volume descriptor.
 *
 * @param at where it is
 * @param spaceSize how many sectors the volume has
 * @see <a
 *     href="https://ecma-international.org/publications-and-standards/standards/ecma-119/">ECMA-119
 *     8.4, 8.5</a>
 */
public record VolumeDescriptor(
        long at, boolean joliet, String volumeId, long spaceSize, Extent root) {
    /** In the descriptor: the space size, little-endian and then big-endian. */
    public static final int SPACE_SIZE_AT = 80;

    /** In the descriptor: the root's directory record. */
    public static final int ROOT_AT = 156;

    private static final int FIRST_SECTOR = 16;
    private static final int MAX_DESCRIPTORS = 64;
    private static final int BOOT = 0;
    private static final int PRIMARY = 1;
    private static final int SUPPLEMENTARY = 2;
    private static final int TERMINATOR = 255;
    private static final String EL_TORITO = "EL TORITO SPECIFICATION";

    /** All that matter here, and where the boot catalogues are. */
    record All(List<VolumeDescriptor> volumes, List<Long> bootCatalogues) {}

    static All read(ImageSource source) throws IOException {
        List<VolumeDescriptor> volumes = new ArrayList<>();
        List<Long> catalogues = new ArrayList<>();
        for (int i = 0; i < MAX_DESCRIPTORS; i++) {
            long at = (FIRST_SECTOR + (long) i) * ImageSource.SECTOR;
            ByteBuffer bytes = source.read(at, ImageSource.SECTOR, "its volume descriptor");
            if (!text(bytes, 1, 5).equals("CD001")) {
                throw new InvalidImageException("it does not begin like an ISO 9660 image (CD001)");
            }
            switch (Byte.toUnsignedInt(bytes.get(0))) {
                case BOOT -> {
                    if (text(bytes, 7, EL_TORITO.length()).equals(EL_TORITO)) {
                        catalogues.add(sectors(bytes.getInt(71)));
                    }
                }
                case PRIMARY -> volumes.add(of(at, bytes, false));
                case SUPPLEMENTARY -> {
                    if (isJoliet(bytes)) {
                        volumes.add(of(at, bytes, true));
                    }
                }
                case TERMINATOR -> {
                    return new All(volumes, catalogues);
                }
                default -> {} // partitions, and what is yet to come
            }
        }
        throw new InvalidImageException("its volume descriptors have no end");
    }

    private static VolumeDescriptor of(long at, ByteBuffer bytes, boolean joliet)
            throws InvalidImageException {
        int block = Short.toUnsignedInt(bytes.getShort(128));
        if (block != ImageSource.SECTOR) {
            throw new InvalidImageException("its blocks have " + block + " bytes, not 2048");
        }
        var charset = joliet ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1;
        String volumeId = text(bytes, 40, 32, charset).strip();
        Extent root =
                new Extent(
                        at + ROOT_AT,
                        sectors(bytes.getInt(ROOT_AT + Extent.BLOCK_AT)),
                        Integer.toUnsignedLong(bytes.getInt(ROOT_AT + Extent.LENGTH_AT)));
        return new VolumeDescriptor(
                at, joliet, volumeId, Integer.toUnsignedLong(bytes.getInt(SPACE_SIZE_AT)), root);
    }

    /** Joliet's escape sequences name UCS-2 of level 1, 2 or 3. */
    private static boolean isJoliet(ByteBuffer bytes) {
        return List.of("%/@", "%/C", "%/E").contains(text(bytes, 88, 3));
    }

    private static String text(ByteBuffer bytes, int at, int length) {
        return text(bytes, at, length, StandardCharsets.ISO_8859_1);
    }

    private static String text(ByteBuffer bytes, int at, int length, Charset charset) {
        byte[] text = new byte[length];
        bytes.get(at, text);
        return new String(text, charset);
    }

    /** Bytes of as many sectors, beyond 4 GiB too. */
    static long sectors(int count) {
        return Integer.toUnsignedLong(count) * ImageSource.SECTOR;
    }

    /** A number as ECMA-119 7.3.3 writes it: little-endian, then big-endian. */
    public static byte[] bothEndian(long value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) value)
                .order(ByteOrder.BIG_ENDIAN)
                .putInt((int) value)
                .array();
    }
}
