package dev.fairlead.app.aws;

import dev.fairlead.spi.Settings;

import java.time.Duration;
import java.util.Map;

/**
 * How the object stores are reached and how much is remembered of them: the section {@code
 * object-store}.
 *
 * @param connectTimeout until a TCP connection stands
 * @param probeTimeout how long a probe may run though nobody waits for it any more; who waits
 *     longer gives it longer
 * @param presignMinLife no URL is handed out whose credentials leave it less than this
 * @param credentialMargin how long before their end credentials count as ended
 */
public record AwsSettings(
        Addresses addresses,
        Duration connectTimeout,
        Duration probeTimeout,
        Remembering remembering,
        Duration presignMinLife,
        Duration credentialMargin,
        Breaking breaking) {
    private static final Duration MOMENT = Duration.ofMillis(1);

    /**
     * What is remembered of probes.
     *
     * @param present how long that an object is there
     * @param absent how long that it isn't
     * @param maxEntries how many answers over all buckets
     */
    public record Remembering(Duration present, Duration absent, int maxEntries) {}

    /**
     * When a bucket is left alone.
     *
     * @param failures after how many failed probes in a row
     * @param open for how long, until one probe tries again
     */
    public record Breaking(int failures, Duration open) {}

    /**
     * Reads the section.
     *
     * @param environment where {@code AWS_ENDPOINT_URL_S3} and {@code AWS_ENDPOINT_URL_STS} stand
     *     in for settings that are missing
     * @throws dev.fairlead.spi.ConfigurationException when a value is wrong
     * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">
     *     service-specific endpoints</a>
     */
    public static AwsSettings read(Settings section, Map<String, String> environment) {
        return new AwsSettings(
                Addresses.read(section, environment),
                time(section, "connect-timeout", Duration.ofMillis(500), Duration.ofSeconds(30)),
                time(section, "probe-timeout", Duration.ofSeconds(1), Duration.ofSeconds(30)),
                remembering(section),
                time(section, "presign-min-life", Duration.ofMinutes(1), Duration.ofHours(12)),
                section.duration(
                        "credential-margin",
                        Duration.ofMinutes(1),
                        Duration.ZERO,
                        Duration.ofHours(1)),
                breaking(section));
    }

    private static Remembering remembering(Settings section) {
        return new Remembering(
                time(section, "present-ttl", Duration.ofHours(24), Duration.ofDays(365)),
                time(section, "absent-ttl", Duration.ofSeconds(30), Duration.ofDays(1)),
                section.integer("max-entries", 200_000, 1, 50_000_000));
    }

    private static Breaking breaking(Settings section) {
        return new Breaking(
                section.integer("breaker-failures", 5, 1, 1000),
                time(section, "breaker-open", Duration.ofSeconds(10), Duration.ofHours(1)));
    }

    private static Duration time(Settings section, String key, Duration otherwise, Duration max) {
        return section.duration(key, otherwise, MOMENT, max);
    }
}
