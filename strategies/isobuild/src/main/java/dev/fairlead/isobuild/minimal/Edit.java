package dev.fairlead.isobuild.minimal;

import java.util.Comparator;
import java.util.List;

/** Some characters of a text that give way to others. */
record Edit(int at, int removed, String inserted) {

    /** How much longer the text gets. */
    int growth() {
        return inserted.length() - removed;
    }

    int end() {
        return at + removed;
    }

    /** Applies edits that don't overlap. */
    static String apply(String text, List<Edit> edits) {
        StringBuilder edited = new StringBuilder(text);
        edits.stream()
                .sorted(Comparator.comparingInt(Edit::at).reversed())
                .forEach(edit -> edited.replace(edit.at, edit.end(), edit.inserted));
        return edited.toString();
    }
}
