package dev.fairlead.ranges;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * A block of addresses in CIDR notation (<a href="https://www.rfc-editor.org/rfc/rfc4632">RFC
 * 4632</a>), ordered by family, first address, then the shorter prefix first.
 *
 * @param family the address family
 * @param hi the upper 64 bits of the first address, 0 for IPv4
 * @param lo the lower 64 bits of the first address, for IPv4 the unsigned 32-bit address
 * @param length how many leading bits are fixed, 0 to 32 or 0 to 128
 */
public record Prefix(Family family, long hi, long lo, int length) implements Comparable<Prefix> {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the length is out of bounds or a host bit is set
     */
    public Prefix {
        if (length < 0 || length > family.bits()) {
            throw new IllegalArgumentException(
                    "prefix length " + length + " is not between 0 and " + family.bits());
        }
        if (family == Family.IPV4 && (hi != 0 || lo >>> 32 != 0)) {
            throw new IllegalArgumentException("not an IPv4 address: more than 32 bits are set");
        }
        if ((hi & hostBitsHi(family, length)) != 0 || (lo & hostBitsLo(family, length)) != 0) {
            throw new IllegalArgumentException("has bits set beyond the prefix length " + length);
        }
    }

    /**
     * Reads {@code address/length}; the address must be a literal and is never looked up.
     *
     * @throws IllegalArgumentException if the text is anything else; the message quotes it
     */
    public static Prefix parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" has no prefix length, write it like 192.0.2.0/24");
        }
        InetAddress address = Addresses.parse(text.substring(0, slash));
        // An IPv4-mapped IPv6 literal parses as IPv4, whose lengths mean something else.
        if (address instanceof Inet4Address && text.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is an IPv4-mapped prefix, write it as IPv4");
        }
        try {
            return of(address, lengthOf(text.substring(slash + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + text + "\" " + e.getMessage(), e);
        }
    }

    private static Prefix of(InetAddress address, int length) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address
                ? new Prefix(Family.IPV4, 0, Integer.toUnsignedLong(Addresses.ipv4(bytes)), length)
                : new Prefix(Family.IPV6, Addresses.hi(bytes), Addresses.lo(bytes), length);
    }

    private static int lengthOf(String digits) {
        int length = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            boolean leadingZero = i == 1 && length == 0;
            if (digit < 0 || digit > 9 || i > 2 || leadingZero) {
                throw new IllegalArgumentException("has no decimal prefix length");
            }
            length = 10 * length + digit;
        }
        if (digits.isEmpty()) {
            throw new IllegalArgumentException("has no prefix length after the slash");
        }
        return length;
    }

    /** Whether the address lies in this prefix; an IPv4-mapped IPv6 address counts as IPv4. */
    public boolean contains(InetAddress address) {
        InetAddress plain = Addresses.unmapped(address);
        return contains(of(plain, plain instanceof Inet4Address ? 32 : 128));
    }

    /** Whether every address of the other prefix lies in this one. */
    public boolean contains(Prefix other) {
        return family == other.family
                && length <= other.length
                && ((hi ^ other.hi) & ~hostBitsHi(family, length)) == 0
                && ((lo ^ other.lo) & ~hostBitsLo(family, length)) == 0;
    }

    /** The upper 64 bits of the last address. */
    long lastHi() {
        return hi | hostBitsHi(family, length);
    }

    /** The lower 64 bits of the last address. */
    long lastLo() {
        return lo | hostBitsLo(family, length);
    }

    /** The prefix of this length that holds the first address; shorter than this one. */
    Prefix shortened(int newLength) {
        return new Prefix(
                family,
                hi & ~hostBitsHi(family, newLength),
                lo & ~hostBitsLo(family, newLength),
                newLength);
    }

    private static long hostBitsHi(Family family, int length) {
        if (family == Family.IPV4 || length >= Long.SIZE) {
            return 0;
        }
        return -1L >>> length;
    }

    private static long hostBitsLo(Family family, int length) {
        int fixed = family == Family.IPV4 ? length + 32 : length - Long.SIZE;
        if (fixed <= 0) {
            return -1L;
        }
        return fixed == Long.SIZE ? 0 : -1L >>> fixed;
    }

    /** By hand: no AOT cache holds what a record makes of itself at its first use. */
    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(hi) + Long.hashCode(lo)) + length;
    }

    @Override
    public int compareTo(Prefix other) {
        // By hand: tables are sorted at start-up, where comparators with boxes cost tens of ms.
        if (family != other.family) {
            return family.compareTo(other.family);
        }
        int byHi = Long.compareUnsigned(hi, other.hi);
        int byAddress = byHi != 0 ? byHi : Long.compareUnsigned(lo, other.lo);
        return byAddress != 0 ? byAddress : Integer.compare(length, other.length);
    }

    /** The prefix in CIDR notation, IPv6 as RFC 5952 wants it. */
    @Override
    public String toString() {
        String address =
                family == Family.IPV4 ? AddressText.ipv4((int) lo) : AddressText.ipv6(hi, lo);
        return address + "/" + length;
    }
}
