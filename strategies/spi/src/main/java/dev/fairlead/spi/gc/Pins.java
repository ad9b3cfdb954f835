package dev.fairlead.spi.gc;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What must stay, and who said so.
 *
 * @param bySource the keys that each source pins
 * @param failed sources that could not be read, each with why: then nothing may be deleted
 */
public record Pins(Map<String, Set<String>> bySource, List<String> failed) {
    public Pins {
        bySource = Map.copyOf(bySource);
        failed = List.copyOf(failed);
    }

    public boolean isEmpty() {
        return bySource.values().stream().allMatch(Set::isEmpty);
    }

    /** Each pinned key with the first source, by name, that pins it. */
    public Map<String, String> byKey() {
        Map<String, String> byKey = new TreeMap<>();
        new TreeMap<>(bySource)
                .forEach((source, keys) -> keys.forEach(key -> byKey.putIfAbsent(key, source)));
        return byKey;
    }
}
