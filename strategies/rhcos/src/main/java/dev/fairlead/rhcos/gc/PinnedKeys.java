package dev.fairlead.rhcos.gc;

import dev.fairlead.rhcos.mirror.Items;
import dev.fairlead.rhcos.mirror.Layout;
import dev.fairlead.rhcos.stream.StreamDocument;
import dev.fairlead.spi.gc.Pins;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Gathers the keys that sources pin.
 *
 * @param layout which URLs lie in the store, and under which names
 * @param prefix of the names in the bucket; empty, or ending in a slash
 */
public record PinnedKeys(
        Layout layout, String prefix, Map<String, Set<String>> bySource, List<String> failed) {

    public PinnedKeys(Layout layout, String prefix) {
        this(layout, prefix, new TreeMap<>(), new ArrayList<>());
    }

    /** Pins what a document names, of it what lies in the store. */
    public void add(String source, StreamDocument document) {
        document.artifacts().stream()
                .flatMap(Items::urls)
                .flatMap(url -> layout.name(url).stream())
                .forEach(name -> keys(source).add(prefix + name));
    }

    public void addKeys(String source, Collection<String> pinned) {
        keys(source).addAll(pinned);
    }

    /** A source that could not be read: whatever it pins must not go. */
    public void fail(String source, String why) {
        failed.add(source + ": " + why);
    }

    /** What was gathered, but for keys that are known to be gone. */
    public Pins pins(Set<String> gone) {
        Map<String, Set<String>> remaining = new TreeMap<>();
        bySource.forEach((source, keys) -> {
            Set<String> there = new TreeSet<>(keys);
            there.removeAll(gone);
            remaining.put(source, there);
        });
        return new Pins(remaining, failed);
    }

    private Set<String> keys(String source) {
        return bySource.computeIfAbsent(source, _ -> new TreeSet<>());
    }
}
