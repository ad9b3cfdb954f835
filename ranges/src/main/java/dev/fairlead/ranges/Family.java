package dev.fairlead.ranges;

/** An address family. */
public enum Family {
    IPV4("IPv4", 32, 8),
    IPV6("IPv6", 128, 16);

    private final String label;
    private final int bits;
    private final int shortestPrefix;

    Family(String label, int bits, int shortestPrefix) {
        this.label = label;
        this.bits = bits;
        this.shortestPrefix = shortestPrefix;
    }

    /** The name as people write it. */
    public String label() {
        return label;
    }

    /** How many bits an address has. */
    public int bits() {
        return bits;
    }

    /**
     * The shortest prefix that a range file may hold: no cloud owns more than that in one piece.
     */
    int shortestPrefix() {
        return shortestPrefix;
    }
}
