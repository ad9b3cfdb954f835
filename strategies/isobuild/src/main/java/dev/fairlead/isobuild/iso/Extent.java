package dev.fairlead.isobuild.iso;

/**
 * A run of bytes in an image, as a directory record gives it.
 *
 * @param record where the directory record is
 */
public record Extent(long record, long offset, long length) {
    /**
     * In a directory record: the first block, little-endian and then big-endian (ECMA-119 9.1.3).
     */
    public static final int BLOCK_AT = 2;

    /** In a directory record: the length in bytes, in both orders as well. */
    public static final int LENGTH_AT = 10;

    long end() {
        return offset + length;
    }
}
