package dev.fairlead.ranges;

import java.util.function.Consumer;

/**
 * A strict streaming reader of JSON (<a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>)
 * that calls back for each member and element; each callback takes exactly one value.
 */
final class JsonReader {

    private static final int DEEPEST = 32;

    private final ByteSource bytes;
    private final JsonStrings strings;
    private int depth;

    JsonReader(ByteSource bytes) {
        this.bytes = bytes;
        this.strings = new JsonStrings(bytes);
    }

    void object(Consumer<String> member) {
        open('{', "an object");
        boolean more = next() != '}';
        while (more) {
            String name = string();
            expect(':');
            member.accept(name);
            more = comma('}');
        }
        close('}');
    }

    void array(Runnable element) {
        open('[', "an array");
        boolean more = next() != ']';
        while (more) {
            element.run();
            more = comma(']');
        }
        close(']');
    }

    String string() {
        if (next() != '"') {
            throw unexpected("a string");
        }
        return strings.take();
    }

    /** A whole number, bare or as a string, as AWS and GCP write theirs. */
    long wholeNumber() {
        String text = next() == '"' ? string() : JsonWords.take(bytes);
        if (!text.matches("0|[1-9][0-9]{0,17}")) {
            throw bytes.failure("expected a whole number, found \"" + text + "\"");
        }
        return Long.parseLong(text);
    }

    void skip() {
        switch (next()) {
            case '{' -> object(_ -> skip());
            case '[' -> array(this::skip);
            case '"' -> strings.take();
            default -> JsonWords.takeValue(bytes);
        }
    }

    void end() {
        if (next() != ByteSource.END) {
            throw unexpected("the end of the file");
        }
    }

    /** The failure of a value just taken, which reads well but means nothing. */
    RangeFileException failure(IllegalArgumentException problem) {
        RangeFileException failure = bytes.failure(String.valueOf(problem.getMessage()));
        failure.addSuppressed(problem);
        return failure;
    }

    private void open(char bracket, String what) {
        if (next() != bracket) {
            throw unexpected(what);
        }
        bytes.take();
        if (++depth > DEEPEST) {
            throw bytes.failure("is nested more than " + DEEPEST + " levels deep");
        }
    }

    private void close(char bracket) {
        expect(bracket);
        depth--;
    }

    private boolean comma(char end) {
        if (next() == end) {
            return false;
        }
        expect(',');
        return true;
    }

    private void expect(char wanted) {
        if (next() != wanted) {
            throw unexpected("'" + wanted + "'");
        }
        bytes.take();
    }

    private int next() {
        while (isSpace(bytes.peek())) {
            bytes.take();
        }
        return bytes.peek();
    }

    private static boolean isSpace(int b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private RangeFileException unexpected(String wanted) {
        int found = bytes.peek();
        return found == ByteSource.END
                ? bytes.truncated()
                : bytes.failure("expected " + wanted + ", found '" + (char) found + "'");
    }
}
