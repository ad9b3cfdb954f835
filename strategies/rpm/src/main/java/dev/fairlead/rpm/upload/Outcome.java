package dev.fairlead.rpm.upload;

import java.util.Locale;

/** What became of some work; the name in lower case is what the metric says. */
enum Outcome {
    STORED,
    /** Stored over what the source has changed since. */
    RENEWED,
    /** There already, as the source has it. */
    PRESENT,
    /** Another process was first. */
    OUTRUN,
    /** Being stored by this process. */
    RUNNING,
    /** It failed a short time ago. */
    COOLING,
    /** The file isn't what it should be. */
    REFUSED,
    FAILED;

    String token() {
        return name().toLowerCase(Locale.ROOT);
    }
}
