package dev.fairlead.app.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Signatures that were found right, with what they allow. Only the arithmetic is remembered:
 * resource, times and addresses are checked for every request.
 */
final class VerifiedSignatures {
    /** A longer text is verified every time, so that strangers' policies can't fill the heap. */
    private static final int MAX_LENGTH = 2048;

    private final Cache<Key, Policy> known;

    /** Everything that the arithmetic depends on. */
    record Key(String keyId, Hash hash, String signature, String signed) {}

    VerifiedSignatures(int entries, Duration skew, InstantSource clock) {
        known =
                Caffeine.newBuilder()
                        .maximumSize(entries)
                        .expireAfter(
                                Expiry.<Key, Policy>creating(
                                        (_, policy) -> left(policy, skew, clock)))
                        .build();
    }

    Optional<Policy> find(Key key) {
        return Optional.ofNullable(known.getIfPresent(key));
    }

    void add(Key key, Policy policy) {
        if (key.signature().length() + key.signed().length() <= MAX_LENGTH) {
            known.put(key, policy);
        }
    }

    private static Duration left(Policy policy, Duration skew, InstantSource clock) {
        Duration left = Duration.between(clock.instant(), policy.conditions().end().plus(skew));
        return left.isNegative() ? Duration.ZERO : left;
    }
}
