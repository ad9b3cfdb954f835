package dev.fairlead.app.access;

import java.util.Arrays;

/** A pattern in which {@code *} is any text, {@code ?} any character and {@code \?} itself. */
final class Glob {
    private static final int ANY_TEXT = -1;
    private static final int ANY_CHARACTER = -2;

    static final Glob ANYTHING = new Glob("*");

    private final int[] tokens;

    Glob(String pattern) {
        int[] read = new int[pattern.length()];
        int count = 0;
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.startsWith("\\?", i)) {
                read[count++] = '?';
                i++;
            } else {
                read[count++] = token(pattern.charAt(i));
            }
        }
        tokens = Arrays.copyOf(read, count);
    }

    /** Whether the whole text fits; only the last {@code *} is ever tried again. */
    boolean matches(String text) {
        int at = 0;
        int token = 0;
        int star = -1;
        int retry = 0;
        while (at < text.length()) {
            if (token < tokens.length && tokens[token] == ANY_TEXT) {
                star = token++;
                retry = at;
            } else if (token < tokens.length && fits(tokens[token], text.charAt(at))) {
                token++;
                at++;
            } else if (star >= 0) {
                token = star + 1;
                at = ++retry;
            } else {
                return false;
            }
        }
        while (token < tokens.length && tokens[token] == ANY_TEXT) {
            token++;
        }
        return token == tokens.length;
    }

    private static boolean fits(int token, char c) {
        return token == ANY_CHARACTER || token == c;
    }

    private static int token(char c) {
        return switch (c) {
            case '*' -> ANY_TEXT;
            case '?' -> ANY_CHARACTER;
            default -> c;
        };
    }
}
