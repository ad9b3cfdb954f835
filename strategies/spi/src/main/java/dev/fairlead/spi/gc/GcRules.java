package dev.fairlead.spi.gc;

import java.time.Duration;
import java.util.List;

/**
 * What a plan keeps besides what is pinned.
 *
 * @param youngest nothing younger goes: a nightly must live long enough to become a release
 * @param mostPercent of the keys that a plan may delete
 * @param companions endings of files that live and die with the file of the same name without them
 * @param kept endings of names that are kept always, such as those of documents
 */
public record GcRules(
        Duration youngest, int mostPercent, List<String> companions, List<String> kept) {
    public GcRules {
        companions = List.copyOf(companions);
        kept = List.copyOf(kept);
    }

    /** The file that a key belongs to: itself, for most. */
    String principal(String key) {
        return companions.stream()
                .filter(key::endsWith)
                .findFirst()
                .map(ending -> key.substring(0, key.length() - ending.length()))
                .orElse(key);
    }
}
