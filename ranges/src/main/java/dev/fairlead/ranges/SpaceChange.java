package dev.fairlead.ranges;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * How the address space of one cloud in one family changed, in numbers of addresses.
 *
 * @param before how many addresses had an answer
 * @param after how many have one now
 * @param lost how many of those before have none now
 * @param moved how many have an answer in both, but another region
 */
public record SpaceChange(
        Cloud cloud,
        Family family,
        BigInteger before,
        BigInteger after,
        BigInteger lost,
        BigInteger moved) {

    /** The share of the addresses before that is gone, 0 to 1. */
    public double lostShare() {
        return shareOfBefore(lost);
    }

    /** The share of the addresses before that moved to another region, 0 to 1. */
    public double movedShare() {
        return shareOfBefore(moved);
    }

    /** The share of the addresses now that had no answer before, 0 to 1. */
    public double gainedShare() {
        return share(after.subtract(before.subtract(lost)), after);
    }

    private double shareOfBefore(BigInteger part) {
        return share(part, before);
    }

    private static double share(BigInteger part, BigInteger whole) {
        return whole.signum() == 0
                ? 0
                : new BigDecimal(part)
                        .divide(new BigDecimal(whole), MathContext.DECIMAL64)
                        .doubleValue();
    }
}
