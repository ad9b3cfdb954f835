package dev.fairlead.rhcos.stream;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

import dev.fairlead.rhcos.stream.Json.Span;

import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A text that stands within a file, perhaps escaped or indented, and where each of its characters
 * does: an edit of the text becomes an edit of the file.
 */
final class Inset {
    private final String text;

    /** Of each character in the file, and of the end. */
    private final int[] offsets;

    /** How the file writes what stands in the text. */
    private final UnaryOperator<String> escape;

    Inset(String text, int[] offsets, UnaryOperator<String> escape) {
        this.text = text;
        this.offsets = offsets;
        this.escape = escape;
    }

    /** The whole of a file. */
    static Inset whole(String file) {
        return new Inset(
                file, IntStream.rangeClosed(0, file.length()).toArray(), UnaryOperator.identity());
    }

    String text() {
        return text;
    }

    /** The text that a JSON string of this text holds. */
    Inset of(Json.Text string) {
        int[] inner = new int[string.value().length() + 1];
        int at = string.span().start() + 1;
        for (int i = 0; i < inner.length; i++) {
            inner[i] = offsets[at];
            at += width(at);
        }
        return new Inset(string.value(), inner, value -> escape.apply(quoted(value)));
    }

    private int width(int at) {
        if (text.charAt(at) != '\\') {
            return 1;
        }
        return text.charAt(at + 1) == 'u' ? 6 : 2;
    }

    /** How a text is written between the quotes of a JSON string. */
    static String quoted(String value) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(value));
    }

    /** An edit of this text as one of the file. */
    Edit inFile(Edit edit) {
        return new Edit(
                new Span(offsets[edit.span().start()], offsets[edit.span().end()]),
                escape.apply(edit.replacement()));
    }
}
