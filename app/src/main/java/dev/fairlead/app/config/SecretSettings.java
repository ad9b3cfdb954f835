package dev.fairlead.app.config;

import dev.fairlead.spi.Settings;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where secrets are found.
 *
 * @param folder that of the configuration file: what a relative name is relative to
 * @param refresh how often they are read again
 */
public record SecretSettings(Path folder, Duration refresh) {

    static SecretSettings read(Settings settings) {
        return new SecretSettings(
                Path.of(""),
                settings.duration(
                        "refresh",
                        Duration.ofMinutes(5),
                        Duration.ofMillis(100),
                        Duration.ofDays(1)));
    }

    SecretSettings relativeTo(Path configuration) {
        return new SecretSettings(configuration.resolveSibling(""), refresh);
    }
}
