package dev.fairlead.app.report;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Lets one event per source and error through in a minute; of very many it forgets the oldest. */
final class Throttle {
    private static final Duration SILENCE = Duration.ofMinutes(1);
    private static final int MAX = 1000;

    private final InstantSource clock;
    private final SequencedMap<String, Instant> latest = new LinkedHashMap<>();

    Throttle(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Whether it is time for this event.
     *
     * @param source what was being done, in words that don't change with the URL
     */
    synchronized boolean admits(String source, Throwable error) {
        String kind = source + '\n' + root(error).getClass().getName();
        Instant now = clock.instant();
        if (now.isBefore(latest.getOrDefault(kind, Instant.EPOCH).plus(SILENCE))) {
            return false;
        }
        latest.putLast(kind, now);
        if (latest.size() > MAX) {
            latest.pollFirstEntry();
        }
        return true;
    }

    private static Throwable root(Throwable error) {
        Throwable root = error;
        for (int depth = 0;
                root.getCause() != null && depth < 20;
                depth++) { // it may go in circles
            root = root.getCause();
        }
        return root;
    }
}
