package dev.fairlead.isobuild;

import dev.fairlead.isobuild.Composition.Composed;
import dev.fairlead.isobuild.Composition.Failed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What was composed a moment ago. A client that reads an image in thousands of ranges costs one
 * round to assisted-service and one composition per {@code ttl}, and never gets a mix of two; who
 * asks while it is made waits for the same one.
 */
final class Compositions {
    private static final int MAX_ENTRIES = 10_000;

    /** A flood of requests that fail makes one round to assisted-service a second. */
    private static final Duration FAILURE_TTL = Duration.ofSeconds(1);

    private final Composer composer;
    private final Duration ttl;
    private final long maxBytes;
    private final InstantSource clock;

    /** Least recently used first; guarded by this, as all that follows. */
    private final Map<Wish.Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<Wish.Key, CompletableFuture<Composition>> running = new LinkedHashMap<>();
    private long bytes;

    /**
     * An empty one.
     *
     * @param maxBytes how much of the images may stay in memory
     */
    Compositions(Composer composer, Duration ttl, long maxBytes, InstantSource clock) {
        this.composer = composer;
        this.ttl = ttl;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /**
     * An outcome.
     *
     * @param image what was last composed: how to tell whether the next one is the same
     */
    private record Entry(Composition outcome, Instant until, Optional<Composed> image) {
        long weight() {
            return image.map(Composed::weight).orElse(0L);
        }
    }

    /** Doesn't block, and so may know nothing. */
    synchronized Optional<Composition> atOnce(Wish wish) {
        return Optional.ofNullable(entries.get(wish.key()))
                .filter(_ -> composer.customisations().knows(wish.id()))
                .filter(entry -> clock.instant().isBefore(entry.until()))
                .map(Entry::outcome);
    }

    /** May block. */
    Composition get(Wish wish) {
        CompletableFuture<Composition> mine = new CompletableFuture<>();
        CompletableFuture<Composition> first;
        synchronized (this) {
            Optional<Composition> known = atOnce(wish);
            if (known.isPresent()) {
                return known.get();
            }
            first = running.putIfAbsent(wish.key(), mine);
        }
        if (first == null) {
            compose(wish, mine);
        }
        return (first == null ? mine : first).join();
    }

    private void compose(Wish wish, CompletableFuture<Composition> promise) {
        try {
            Composition outcome = composer.compose(wish, former(wish));
            keep(wish.key(), outcome);
            promise.complete(outcome);
        } catch (RuntimeException | Error e) {
            promise.completeExceptionally(e); // a bug: whoever waits has to hear of it
        } finally {
            synchronized (this) {
                running.remove(wish.key());
            }
        }
    }

    private synchronized Optional<Composed> former(Wish wish) {
        return Optional.ofNullable(entries.get(wish.key())).flatMap(Entry::image);
    }

    private synchronized void keep(Wish.Key key, Composition outcome) {
        Entry former = entries.remove(key);
        bytes -= former == null ? 0 : former.weight();
        Optional<Composed> image =
                outcome instanceof Composed composed
                        ? Optional.of(composed)
                        : former == null ? Optional.empty() : former.image();
        Duration life = outcome instanceof Failed ? FAILURE_TTL : ttl;
        Entry entry = new Entry(outcome, clock.instant().plus(life), image);
        entries.put(key, entry);
        bytes += entry.weight();
        evict();
    }

    private void evict() {
        Iterator<Entry> oldest = entries.values().iterator();
        while (oldest.hasNext() && (entries.size() > MAX_ENTRIES || bytes > maxBytes)) {
            bytes -= oldest.next().weight();
            oldest.remove();
        }
    }
}
