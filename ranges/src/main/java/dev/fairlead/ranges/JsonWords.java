package dev.fairlead.ranges;

/** Numbers and the three literals of JSON. */
final class JsonWords {

    private static final int LONGEST = 64;
    private static final String VALUE =
            "true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?";

    private JsonWords() {}

    /** Takes a word of letters, digits and signs; may be empty. */
    static String take(ByteSource bytes) {
        StringBuilder word = new StringBuilder();
        while (isWord(bytes.peek()) && word.length() < LONGEST) {
            word.append((char) bytes.take());
        }
        if (bytes.peek() == ByteSource.END) {
            throw bytes.truncated();
        }
        return word.toString();
    }

    /** Takes a number or literal and drops it. */
    static void takeValue(ByteSource bytes) {
        String word = take(bytes);
        if (!word.matches(VALUE)) {
            throw bytes.failure("expected a value, found \"" + word + "\"");
        }
    }

    private static boolean isWord(int b) {
        return b == '-' || b == '+' || b == '.' || (b < 0x80 && Character.isLetterOrDigit(b));
    }
}
