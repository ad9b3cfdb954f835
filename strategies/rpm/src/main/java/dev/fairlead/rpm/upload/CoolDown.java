package dev.fairlead.rpm.upload;

import dev.fairlead.spi.ObjectKey;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What failed of late and isn't tried again yet, so that a storm of requests for a broken file
 * isn't one of downloads. Of very many the oldest are forgotten.
 */
final class CoolDown {
    private static final int MAX = 10_000;

    private final Duration time;
    private final InstantSource clock;
    private final SequencedMap<ObjectKey, Instant> until = new LinkedHashMap<>();

    CoolDown(Duration time, InstantSource clock) {
        this.time = time;
        this.clock = clock;
    }

    synchronized boolean holds(ObjectKey key) {
        Instant end = until.getOrDefault(key, Instant.MIN);
        return clock.instant().isBefore(end);
    }

    synchronized void failed(ObjectKey key) {
        until.remove(key); // so that it becomes the youngest
        until.put(key, clock.instant().plus(time));
        if (until.size() > MAX) {
            until.pollFirstEntry();
        }
    }

    synchronized void succeeded(ObjectKey key) {
        until.remove(key);
    }
}
