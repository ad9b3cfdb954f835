package dev.fairlead.app.aws;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;

import dev.fairlead.spi.Presence;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What is known of the keys of all buckets: bounded; presence long, absence briefly, doubt never.
 */
final class PresenceCache {
    private final AsyncCache<Slot, Presence> cache;

    /**
     * A key of a bucket.
     *
     * @param bucket a number that stands for the bucket: shorter to compare than its name
     */
    record Slot(int bucket, String key) {}

    PresenceCache(AwsSettings.Remembering settings, Ticker ticker) {
        cache =
                Caffeine.newBuilder()
                        .maximumSize(settings.maxEntries())
                        .ticker(ticker)
                        .expireAfter(
                                Expiry.<Slot, Presence>creating(
                                        (_, presence) -> life(presence, settings)))
                        .buildAsync();
    }

    private static Duration life(Presence presence, AwsSettings.Remembering settings) {
        return switch (presence) {
            case Presence.Present _ -> settings.present();
            case Presence.Absent _ -> settings.absent();
            case Presence.Unknown _ -> Duration.ZERO;
        };
    }

    /** What is known now. */
    Optional<Presence> known(Slot slot) {
        return Optional.ofNullable(cache.getIfPresent(slot))
                .filter(CompletableFuture::isDone)
                .map(CompletableFuture::join)
                .filter(presence -> !(presence instanceof Presence.Unknown));
    }

    /** What is known or is being asked already, else what the question brings; it starts here. */
    CompletableFuture<Presence> ask(Slot slot, Supplier<CompletableFuture<Presence>> question) {
        dropDoubt(slot);
        return cache.get(slot, (_, _) -> question.get());
    }

    /** Whoever asks next asks S3. */
    void forget(Slot slot) {
        cache.synchronous().invalidate(slot);
    }

    void forget() {
        cache.synchronous().invalidateAll();
    }

    /** Its life of zero begins only after those who waited for it have gone on. */
    private void dropDoubt(Slot slot) {
        CompletableFuture<Presence> last = cache.getIfPresent(slot);
        if (last != null && last.isDone() && last.join() instanceof Presence.Unknown) {
            cache.asMap().remove(slot, last);
        }
    }
}
