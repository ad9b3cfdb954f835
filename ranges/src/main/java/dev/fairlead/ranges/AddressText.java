package dev.fairlead.ranges;

/** Addresses as text. */
final class AddressText {

    private static final int GROUPS = 8;

    private AddressText() {}

    static String ipv4(int bits) {
        return (bits >>> 24)
                + "."
                + ((bits >>> 16) & 0xff)
                + "."
                + ((bits >>> 8) & 0xff)
                + "."
                + (bits & 0xff);
    }

    /** The form of RFC 5952: lower case, no leading zeros, the longest run of zeros as "::". */
    static String ipv6(long hi, long lo) {
        int[] groups = groups(hi, lo);
        int from = longestZeros(groups);
        int to = zerosEnd(groups, from);
        // RFC 5952, 4.2.2: a single zero group is written out.
        if (to - from < 2) {
            return joined(groups, 0, GROUPS);
        }
        return joined(groups, 0, from) + "::" + joined(groups, to, GROUPS);
    }

    private static int[] groups(long hi, long lo) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            long half = i < 4 ? hi : lo;
            groups[i] = (int) (half >>> (48 - 16 * (i % 4))) & 0xffff;
        }
        return groups;
    }

    private static int longestZeros(int[] groups) {
        int best = 0;
        for (int i = 0; i < GROUPS; i++) {
            if (zerosEnd(groups, i) - i > zerosEnd(groups, best) - best) {
                best = i;
            }
        }
        return best;
    }

    private static int zerosEnd(int[] groups, int from) {
        int end = from;
        while (end < GROUPS && groups[end] == 0) {
            end++;
        }
        return end;
    }

    private static String joined(int[] groups, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            if (i > from) {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
