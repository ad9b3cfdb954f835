package dev.fairlead.rhcos;

import dev.fairlead.spi.Settings;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The strategy's settings besides its copies and areas.
 *
 * @param indexHtml whether a directory is its {@code index.html}
 * @param rootRedirect where {@code /} leads; empty: it is a directory like any other
 * @param presignExpiry how long a URL is good, as far as the credentials live that long
 * @param probeDeadline how long all probes of a request may take together
 */
record RhcosSettings(
        PathMap paths,
        boolean indexHtml,
        Optional<URI> rootRedirect,
        Duration presignExpiry,
        Duration probeDeadline) {

    static RhcosSettings read(Settings settings) {
        return new RhcosSettings(
                PathMap.read(settings),
                settings.flag("index-html", false),
                settings.has("root-redirect")
                        ? Optional.of(settings.url("root-redirect"))
                        : Optional.empty(),
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
