package dev.fairlead.app.door;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code Range} field asks of a representation. One range is served; several, and what isn't
 * understood, get the whole, as the RFC allows.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14.2">RFC 9110: Range</a>
 */
sealed interface ByteRange {
    Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    record Whole() implements ByteRange {}

    /** Both positions included. */
    record Part(long first, long last) implements ByteRange {}

    record Unsatisfiable() implements ByteRange {}

    static ByteRange whole() {
        return new Whole();
    }

    static ByteRange parse(String field, long length) {
        Matcher matcher = ONE.matcher(field);
        if (!matcher.matches() || (matcher.group(1) + matcher.group(2)).isEmpty()) {
            return new Whole();
        }
        if (matcher.group(1).isEmpty()) {
            long suffix = Long.parseLong(matcher.group(2));
            return suffix == 0 || length == 0
                    ? new Unsatisfiable()
                    : new Part(Math.max(0, length - suffix), length - 1);
        }
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? length - 1 : Long.parseLong(matcher.group(2));
        if (!matcher.group(2).isEmpty() && last < first) {
            return new Whole();
        }
        return first >= length ? new Unsatisfiable() : new Part(first, Math.min(last, length - 1));
    }
}
