package dev.fairlead.rhcos.stream;

import java.util.List;
import java.util.Optional;

/** A JSON value and where it stands in its text, so that the text can be changed in place. */
sealed interface Json {

    Span span();

    /** Characters of the text, from the first to before the end. */
    record Span(int start, int end) {}

    /** A string; its span holds the quotes. */
    record Text(String value, Span span) implements Json {}

    /** An object. */
    record Fields(List<Member> members, Span span) implements Json {
        Optional<Json> get(String name) {
            return members.stream()
                    .filter(member -> member.name().equals(name))
                    .map(Member::value)
                    .findFirst();
        }
    }

    /** An array. */
    record Items(List<Json> items, Span span) implements Json {}

    /** A number, true, false or null, as it is written. */
    record Scalar(String literal, Span span) implements Json {}

    /**
     * A field of an object.
     *
     * @param start where its name begins
     */
    record Member(String name, int start, Json value) {}
}
