package dev.fairlead.app.upstream;

import dev.fairlead.spi.Settings;

import java.time.Duration;

/**
 * How HTTP sources are asked: the section {@code upstream}.
 *
 * @param connectTimeout until a connection stands
 * @param idleTimeout how long a body may stand still
 * @param failures after how many failed calls in a row a source is left alone
 * @param open for how long, until one call tries again
 */
public record UpstreamSettings(
        Duration connectTimeout, Duration idleTimeout, int failures, Duration open) {

    public static UpstreamSettings read(Settings section) {
        return new UpstreamSettings(
                time(section, "connect-timeout", Duration.ofSeconds(1), Duration.ofSeconds(30)),
                time(section, "idle-timeout", Duration.ofSeconds(30), Duration.ofHours(1)),
                section.integer("breaker-failures", 5, 1, 1000),
                time(section, "breaker-open", Duration.ofSeconds(10), Duration.ofHours(1)));
    }

    private static Duration time(Settings section, String key, Duration otherwise, Duration max) {
        return section.duration(key, otherwise, Duration.ofMillis(1), max);
    }
}
