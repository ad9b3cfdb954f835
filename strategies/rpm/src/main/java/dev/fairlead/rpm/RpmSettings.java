package dev.fairlead.rpm;

import dev.fairlead.spi.ObjectStores.Bucket;
import dev.fairlead.spi.Settings;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The strategy's settings besides those of uploads and redirects.
 *
 * @param presignExpiry how long a URL is good, as far as the credentials live that long
 * @param headTimeout how long source and bucket may take together
 * @param cooldown how long a file that was offered for upload isn't offered again
 * @param retryWindow how soon a client has to come back to count as one that tries again
 */
record RpmSettings(
        Layout layout,
        Bucket bucket,
        Duration presignExpiry,
        Duration headTimeout,
        Duration cooldown,
        Duration retryWindow) {

    static RpmSettings read(Settings settings) {
        return new RpmSettings(
                layout(settings),
                new Bucket(
                        settings.string("bucket"),
                        settings.string("region"),
                        settings.optionalString("role-arn")),
                settings.duration(
                        "presign-expiry",
                        Duration.ofHours(1),
                        Duration.ofSeconds(1),
                        Duration.ofDays(7)),
                settings.duration(
                        "head-timeout",
                        Duration.ofSeconds(5),
                        Duration.ofMillis(10),
                        Duration.ofMinutes(1)),
                time(settings, "offer-cooldown", Duration.ofMinutes(5), Duration.ofDays(1)),
                time(settings, "retry-window", Duration.ZERO, Duration.ofHours(1)));
    }

    private static Duration time(Settings settings, String key, Duration otherwise, Duration max) {
        return settings.duration(key, otherwise, Duration.ZERO, max);
    }

    private static Layout layout(Settings settings) {
        String prefix = settings.string("key-prefix", "cache/");
        if (!prefix.isEmpty() && (!prefix.endsWith("/") || Keys.of(prefix + "x").isEmpty())) {
            throw settings.error("key-prefix", "'" + prefix + "' is not like cache/");
        }
        return settings.oneOf("layout", List.of("rpm", "oci"), "rpm").equals("oci")
                ? new OciLayout(prefix, allowedPrefixes(settings))
                : new RpmLayout(prefix, extensions(settings));
    }

    /** None at all is allowed: then nothing is kept. */
    private static Set<String> extensions(Settings settings) {
        List<String> names =
                settings.has("extensions") ? settings.strings("extensions") : List.of(".rpm");
        return names.stream()
                .map(name -> name.startsWith(".") ? name : "." + name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> allowedPrefixes(Settings settings) {
        List<String> prefixes = settings.strings("allowed-prefixes");
        if (prefixes.isEmpty()) {
            throw settings.error(
                    "allowed-prefixes", "is missing; name repositories, such as fedora/fedora");
        }
        for (String prefix : prefixes) {
            if (!prefix.matches("[a-z0-9]+([._/-]+[a-z0-9]+)*")) {
                throw settings.error(
                        "allowed-prefixes", "'" + prefix + "' is not like fedora/fedora");
            }
        }
        return prefixes;
    }
}
