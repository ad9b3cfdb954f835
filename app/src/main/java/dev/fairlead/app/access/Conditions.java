package dev.fairlead.app.access;

import dev.fairlead.ranges.Prefix;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When and for whom a signature holds.
 *
 * @param end from here on it doesn't ({@code DateLessThan})
 * @param start after this it does ({@code DateGreaterThan})
 * @param clients the only addresses that it holds for ({@code IpAddress}); IPv4
 */
public record Conditions(Instant end, Optional<Instant> start, Optional<Prefix> clients) {

    public static Conditions until(Instant end) {
        return new Conditions(end, Optional.empty(), Optional.empty());
    }

    /** Whether a canned policy can say all of it. */
    boolean isOnlyAnEnd() {
        return start.isEmpty() && clients.isEmpty();
    }

    void check(Instant now, Duration skew, InetAddress client) throws RefusedException {
        if (!now.isBefore(end.plus(skew))) {
            throw new RefusedException("it ended at " + end);
        }
        if (start.isPresent() && !now.isAfter(start.get().minus(skew))) {
            throw new RefusedException("it begins after " + start.get());
        }
        if (clients.isPresent() && !clients.get().contains(client)) {
            throw new RefusedException(
                    "it is for clients of " + clients.get() + ", not " + client.getHostAddress());
        }
    }
}
