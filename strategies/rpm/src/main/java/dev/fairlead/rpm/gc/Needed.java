package dev.fairlead.rpm.gc;

import dev.fairlead.spi.BucketObjects.Listed;
import dev.fairlead.spi.gc.Pins;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which objects somebody needs. A package is known by its file's name alone: the same one may lie
 * under several paths and hosts, and those that a lock file names aren't always the cache's.
 */
record Needed(Map<String, List<String>> keysByName, Map<String, Set<String>> bySource) {

    static Needed in(Collection<Listed> inventory) {
        Map<String, List<String>> byName = new HashMap<>();
        for (Listed object : inventory) {
            String key = object.key().value();
            byName.computeIfAbsent(key.replaceFirst(".*/", ""), _ -> new ArrayList<>()).add(key);
        }
        return new Needed(byName, new HashMap<>());
    }

    /** Of what a source names, the cache need not have everything. */
    void add(String source, Collection<String> urls) {
        urls.stream()
                .flatMap(Spellings::names)
                .flatMap(name -> keysByName.getOrDefault(name, List.of()).stream())
                .forEach(key -> keys(source).add(key));
    }

    void addReads(Map<String, Instant> reads, Instant since) {
        for (List<String> keys : keysByName.values()) {
            for (String key : keys) {
                Instant read = reads.getOrDefault(key, Instant.MIN);
                if (read.isAfter(since)) {
                    keys("a read at " + read).add(key);
                }
            }
        }
    }

    Pins pins() {
        return new Pins(bySource, List.of());
    }

    private Set<String> keys(String source) {
        return bySource.computeIfAbsent(source, _ -> new TreeSet<>());
    }
}
