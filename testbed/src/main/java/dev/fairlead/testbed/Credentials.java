package dev.fairlead.testbed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The access keys that the stand-ins know; keys may come and go at any time. Thread-safe. */
public final class Credentials {
    private final Map<String, AccessKey> keys = new ConcurrentHashMap<>();
    private final AtomicInteger issued = new AtomicInteger();
    private final InstantSource clock;

    public Credentials(InstantSource clock) {
        this.clock = clock;
    }

    /** Adds a key that lasts. */
    public AccessKey add(String id, String secret) {
        return put(new AccessKey(id, secret, Optional.empty(), Optional.empty()));
    }

    /** Issues a temporary key, as STS does; a life of zero or less makes an expired one. */
    public AccessKey issue(Duration life) {
        int number = issued.incrementAndGet();
        // The characters after the number are those that must be escaped in a query.
        String token =
                "IQoJb3JpZ2luX2VjE+/" + Hex.sha256(("token" + number).getBytes(US_ASCII)) + "==";
        return put(
                new AccessKey(
                        "ASIAFAIRLEAD%08d".formatted(number),
                        Hex.sha256(("secret" + number).getBytes(US_ASCII)),
                        Optional.of(token),
                        Optional.of(clock.instant().plus(life))));
    }

    /** Makes a key unknown from now on. */
    public void revoke(String id) {
        keys.remove(id);
    }

    /** The key of this id, expired or not. */
    public Optional<AccessKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    boolean isExpired(AccessKey key) {
        return key.expiry().filter(end -> !clock.instant().isBefore(end)).isPresent();
    }

    private AccessKey put(AccessKey key) {
        keys.put(key.id(), key);
        return key;
    }
}
