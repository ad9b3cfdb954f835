package dev.fairlead.testbed;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Range field asks of content (RFC 9110 section 14.1.2); only single ranges are known. */
sealed interface ByteRange {
    Pattern SINGLE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    record Whole() implements ByteRange {}

    record Part(long first, long count) implements ByteRange {}

    record Unsatisfiable() implements ByteRange {}

    static ByteRange of(String field, long length) {
        Matcher range = SINGLE.matcher(field);
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return new Whole();
        }
        return range.group(1).isEmpty()
                ? suffix(Long.parseLong(range.group(2)), length)
                : fromFirst(Long.parseLong(range.group(1)), range.group(2), length);
    }

    private static ByteRange suffix(long count, long length) {
        long served = Math.min(count, length);
        return served == 0 ? new Unsatisfiable() : new Part(length - served, served);
    }

    private static ByteRange fromFirst(long first, String lastText, long length) {
        long last =
                lastText.isEmpty() ? length - 1 : Math.min(Long.parseLong(lastText), length - 1);
        if (first >= length) {
            return new Unsatisfiable();
        }
        return last < first ? new Whole() : new Part(first, last - first + 1);
    }
}
