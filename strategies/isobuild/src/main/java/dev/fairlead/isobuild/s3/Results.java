package dev.fairlead.isobuild.s3;

import dev.fairlead.spi.ObjectKey;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Images that are in the bucket, for a client reads one in thousands of ranges. */
final class Results {
    private static final int MAX = 10_000;

    private final InstantSource clock;

    /** Until when each is believed in; guarded by this. */
    private final Map<ObjectKey, Instant> until =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<ObjectKey, Instant> eldest) {
                    return size() > MAX;
                }
            };

    Results(InstantSource clock) {
        this.clock = clock;
    }

    synchronized boolean has(ObjectKey key) {
        return clock.instant().isBefore(until.getOrDefault(key, Instant.MIN));
    }

    synchronized void add(ObjectKey key, Instant end) {
        until.put(key, end);
    }
}
