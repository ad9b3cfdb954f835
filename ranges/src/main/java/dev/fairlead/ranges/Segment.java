package dev.fairlead.ranges;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Addresses from here up to the next segment that have one answer.
 *
 * @param hi the upper 64 bits of the first address
 * @param lo the lower 64 bits of the first address
 * @param answer the longest prefix that holds them, if any
 */
record Segment(long hi, long lo, Optional<Range> answer) {

    boolean startsAt(long otherHi, long otherLo) {
        return hi == otherHi && lo == otherLo;
    }

    /** The first address as one number, for counting. */
    BigInteger start() {
        HexFormat hex = HexFormat.of();
        return new BigInteger(hex.toHexDigits(hi) + hex.toHexDigits(lo), 16);
    }
}
