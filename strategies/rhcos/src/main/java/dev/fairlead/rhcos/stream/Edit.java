package dev.fairlead.rhcos.stream;

import dev.fairlead.rhcos.stream.Json.Span;

import java.util.Collection;
import java.util.Comparator;

/** Puts other characters in the place of some of a text. */
record Edit(Span span, String replacement) {

    /** Makes edits that don't overlap. */
    static String apply(String text, Collection<Edit> edits) {
        StringBuilder result = new StringBuilder(text.length());
        int done = 0;
        for (Edit edit :
                edits.stream().sorted(Comparator.comparingInt(e -> e.span().start())).toList()) {
            result.append(text, done, edit.span().start()).append(edit.replacement());
            done = edit.span().end();
        }
        return result.append(text, done, text.length()).toString();
    }
}
