package dev.fairlead.app.door;

import dev.fairlead.spi.Content;
import dev.fairlead.spi.HeaderFields;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What a request makes its answer depend on.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13">RFC 9110: conditional
 *     requests</a>
 */
record Preconditions(Content content, HeaderFields request) {
    /** The next of a list; what stands behind something else is no list. */
    private static final Pattern TAG =
            Pattern.compile(
                    "\\G[ \t,]*+((?:W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*+\")[ \t]*+(?=,|$)");

    /** 412 or 304 instead of the content, in the order of section 13.2.2. */
    OptionalInt status() {
        if (has("if-match")) {
            if (!names("if-match", tag -> tag)) {
                return OptionalInt.of(412);
            }
        } else if (dated("if-unmodified-since", time -> modified().isAfter(time))) {
            return OptionalInt.of(412);
        }
        boolean known =
                has("if-none-match")
                        ? names("if-none-match", Preconditions::opaque)
                        : dated("if-modified-since", time -> !modified().isAfter(time));
        return known ? OptionalInt.of(304) : OptionalInt.empty();
    }

    /** A range only holds for the representation that the client has a part of. */
    boolean rangeHolds() {
        return !has("if-range")
                || request.first("if-range").orElse("").equals(content.entityTag())
                || dated("if-range", time -> modified().equals(time));
    }

    private boolean has(String field) {
        return request.first(field).isPresent();
    }

    private boolean names(String field, UnaryOperator<String> compared) {
        return request.all(field).stream()
                .anyMatch(line ->
                        line.strip().equals("*")
                                || TAG.matcher(line)
                                        .results()
                                        .map(tag -> compared.apply(tag.group(1)))
                                        .anyMatch(content.entityTag()::equals));
    }

    /** Weak comparison, of which ours is the strong side. */
    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    /** Without a time of ours, or with none of theirs, the field doesn't count. */
    private boolean dated(String field, Predicate<Instant> holds) {
        return content.lastModified().isPresent()
                && request.first(field).flatMap(HttpDate::read).filter(holds).isPresent();
    }

    private Instant modified() {
        return content.lastModified().orElseThrow().truncatedTo(ChronoUnit.SECONDS);
    }
}
