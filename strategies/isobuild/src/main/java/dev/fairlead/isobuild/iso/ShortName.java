package dev.fairlead.isobuild.iso;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A name as ISO 9660 level 1 has it: eight characters, a dot, three characters. */
final class ShortName {
    private static final int BASE = 8;
    private static final int EXTENSION = 3;

    private ShortName() {}

    static String ofPath(String path) {
        return Arrays.stream(path.toUpperCase(Locale.ROOT).split("/", -1))
                .map(ShortName::of)
                .collect(Collectors.joining("/"));
    }

    private static String of(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0
                ? cut(name, BASE)
                : cut(name.substring(0, dot), BASE) + '.' + cut(name.substring(dot + 1), EXTENSION);
    }

    private static String cut(String text, int length) {
        return text.substring(0, Math.min(length, text.length()));
    }
}
