package dev.fairlead.ranges;

/** An address family. */
public enum Family {
    IPV4(32, 8),
    IPV6(128, 16);

    private final int bits;
    private final int shortestPrefix;

    Family(int bits, int shortestPrefix) {
        this.bits = bits;
        this.shortestPrefix = shortestPrefix;
    }

    /** How many bits an address has. */
    public int bits() {
        return bits;
    }

    /** The shortest prefix that a range file may hold: no cloud owns more than that in one piece. */
    int shortestPrefix() {
        return shortestPrefix;
    }
}
