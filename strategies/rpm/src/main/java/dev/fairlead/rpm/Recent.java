package dev.fairlead.rpm;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** What happened a moment ago, as far as memory allows: of too much the oldest is forgotten. */
final class Recent<K> {
    private static final int CAPACITY = 10_000;

    private final Duration window;
    private final InstantSource clock;
    private final Map<K, Instant> seen = new LinkedHashMap<>(); // guarded by this

    Recent(Duration window, InstantSource clock) {
        this.window = window;
        this.clock = clock;
    }

    /** Notes it; true if it hadn't been noted within the window before. */
    synchronized boolean add(K key) {
        boolean again = contains(key);
        if (!again && !window.isZero()) {
            seen.remove(key); // so that it becomes the youngest
            seen.put(key, clock.instant());
            if (seen.size() > CAPACITY) {
                seen.remove(seen.keySet().iterator().next());
            }
        }
        return !again;
    }

    synchronized boolean contains(K key) {
        Instant at = seen.get(key);
        return at != null && at.plus(window).isAfter(clock.instant());
    }

    synchronized void remove(K key) {
        seen.remove(key);
    }
}
