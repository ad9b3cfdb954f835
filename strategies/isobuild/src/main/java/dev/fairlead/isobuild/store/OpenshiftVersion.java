package dev.fairlead.isobuild.store;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version such as {@code 4.18.0-ec.0}: missing numbers are zero, and a pre-release goes before
 * its release.
 *
 * @see <a href="https://semver.org/#spec-item-11">Semantic Versioning: precedence</a>
 */
record OpenshiftVersion(List<BigInteger> numbers, List<String> preRelease)
        implements Comparable<OpenshiftVersion> {
    private static final Pattern SYNTAX =
            Pattern.compile("v?(\\d+(?:\\.\\d+)*)(?:-([0-9A-Za-z.~-]+))?(?:\\+[0-9A-Za-z.~-]+)?");

    OpenshiftVersion {
        numbers = List.copyOf(numbers);
        preRelease = List.copyOf(preRelease);
    }

    /** Empty: it is none. */
    static Optional<OpenshiftVersion> parse(String text) {
        Matcher parts = SYNTAX.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        List<BigInteger> numbers =
                new ArrayList<>(
                        Arrays.stream(parts.group(1).split("\\.")).map(BigInteger::new).toList());
        while (!numbers.isEmpty() && numbers.getLast().signum() == 0) {
            numbers.removeLast();
        }
        String preRelease = parts.group(2);
        return Optional.of(
                new OpenshiftVersion(
                        numbers,
                        preRelease == null ? List.of() : List.of(preRelease.split("\\."))));
    }

    boolean isAtLeast(OpenshiftVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(OpenshiftVersion other) {
        for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
            int order = number(i).compareTo(other.number(i));
            if (order != 0) {
                return order;
            }
        }
        if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
            return Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
        }
        return comparePreRelease(other);
    }

    private int comparePreRelease(OpenshiftVersion other) {
        for (int i = 0; i < Math.min(preRelease.size(), other.preRelease.size()); i++) {
            int order = compareIdentifiers(preRelease.get(i), other.preRelease.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(preRelease.size(), other.preRelease.size());
    }

    /** Numbers go before words. */
    private static int compareIdentifiers(String one, String two) {
        boolean number = isNumber(one);
        if (number && isNumber(two)) {
            return new BigInteger(one).compareTo(new BigInteger(two));
        }
        return number == isNumber(two) ? one.compareTo(two) : number ? -1 : 1;
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d+");
    }

    private BigInteger number(int at) {
        return at < numbers.size() ? numbers.get(at) : BigInteger.ZERO;
    }
}
