package dev.fairlead.app.door;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code Range} field asks of a representation.
 *
 * <p>The RFC leaves open what becomes of ranges that make no sense. Here, as in Go's {@code
 * http.ServeContent}, on which clients of such services were tried: what isn't a range of bytes is
 * refused as unsatisfiable; ranges that add up to more than the whole get the whole, and so do
 * {@link #MANY} or more, and overlapping ones, which only cost more than it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14.2">RFC 9110: Range</a>
 */
sealed interface ByteRange {
    int MANY = 50;
    String UNIT = "bytes=";
    Pattern SPEC = Pattern.compile("(\\d*)[ \t]*-[ \t]*(\\d*)");

    /** A position beyond anything. */
    int DIGITS = 18;

    record Whole() implements ByteRange {}

    /** One or more, in the order in which they were asked for. */
    record Parts(List<Part> parts) implements ByteRange {}

    record Unsatisfiable() implements ByteRange {}

    /** Both positions included. */
    record Part(long first, long last) {
        long length() {
            return last - first + 1;
        }
    }

    static ByteRange whole() {
        return new Whole();
    }

    /** Reads a field; units that nobody knows don't count, as if the field weren't there. */
    static ByteRange parse(String field, long length) {
        if (!field.startsWith(UNIT) || length == 0) {
            return new Whole();
        }
        List<Part> parts = new ArrayList<>();
        boolean asked = false;
        for (String spec : field.substring(UNIT.length()).split(",")) {
            if (!spec.isBlank()) {
                Matcher range = SPEC.matcher(spec.strip());
                if (!range.matches() || !isRange(range.group(1), range.group(2))) {
                    return new Unsatisfiable();
                }
                asked = true;
                part(range.group(1), range.group(2), length).ifPresent(parts::add);
            }
        }
        if (parts.isEmpty()) {
            return asked ? new Unsatisfiable() : new Whole();
        }
        return costMoreThanTheWhole(parts, length) ? new Whole() : new Parts(List.copyOf(parts));
    }

    private static boolean isRange(String first, String last) {
        return first.isEmpty()
                ? !last.isEmpty()
                : last.isEmpty() || position(first) <= position(last);
    }

    /** What there is of it. */
    private static Optional<Part> part(String first, String last, long length) {
        long from = first.isEmpty() ? Math.max(0, length - position(last)) : position(first);
        long to = first.isEmpty() || last.isEmpty() ? length - 1 : position(last);
        return from >= length
                ? Optional.empty()
                : Optional.of(new Part(from, Math.min(to, length - 1)));
    }

    private static long position(String digits) {
        return digits.length() > DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    private static boolean costMoreThanTheWhole(List<Part> parts, long length) {
        if (parts.size() >= MANY || parts.stream().mapToLong(Part::length).sum() > length) {
            return true;
        }
        List<Part> sorted = new ArrayList<>(parts);
        sorted.sort(Comparator.comparingLong(Part::first));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).first() <= sorted.get(i - 1).last()) {
                return true;
            }
        }
        return false;
    }
}
