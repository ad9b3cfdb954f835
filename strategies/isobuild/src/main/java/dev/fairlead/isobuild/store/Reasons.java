package dev.fairlead.isobuild.store;

import java.nio.file.FileSystemException;

/** What went wrong, in one line. */
final class Reasons {
    private Reasons() {}

    static String of(Exception e) {
        boolean speaks =
                e.getMessage() != null
                        && !(e instanceof RuntimeException)
                        && !(e instanceof FileSystemException); // has a path at best
        String why = speaks ? e.getMessage() : e.toString();
        return why.replaceAll("\\p{Cntrl}+", " ");
    }
}
