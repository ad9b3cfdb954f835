package dev.fairlead.spi.copies;

import dev.fairlead.spi.Settings;

import java.time.Duration;

/**
 * What a strategy with copies lets its operator bound.
 *
 * @param presignExpiry how long a URL is good, as far as the credentials live that long
 * @param probeDeadline how long all probes of a request may take together
 */
public record CopyLimits(Duration presignExpiry, Duration probeDeadline) {

    public static CopyLimits read(Settings settings) {
        return new CopyLimits(
                settings.duration(
                        "presign-expiry",
                        Duration.ofMinutes(20),
                        Duration.ofMinutes(1),
                        Duration.ofDays(7)),
                settings.duration(
                        "probe-deadline",
                        Duration.ofSeconds(1),
                        Duration.ofMillis(10),
                        Duration.ofSeconds(30)));
    }
}
