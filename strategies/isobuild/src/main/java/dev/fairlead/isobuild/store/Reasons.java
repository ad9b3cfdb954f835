package dev.fairlead.isobuild.store;

import java.nio.file.FileSystemException;
import java.util.Optional;

/** What went wrong, in one line. */
final class Reasons {
    private Reasons() {}

    static String of(Exception e) {
        boolean bare = e instanceof RuntimeException || e instanceof FileSystemException; // a path
        return Optional.ofNullable(e.getMessage())
                .filter(_ -> !bare)
                .orElseGet(e::toString)
                .replaceAll("\\p{Cntrl}+", " ");
    }
}
