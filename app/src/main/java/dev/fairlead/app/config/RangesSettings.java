package dev.fairlead.app.config;

import dev.fairlead.spi.Settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where range files come from besides the embedded table.
 *
 * @param stateDirectory where the last good tables are kept over a restart
 * @param maxShrink the share of the address space that a new file may lack
 * @param maxMoved the share that may change its region
 */
public record RangesSettings(
        List<Path> files,
        List<URI> urls,
        Duration refresh,
        Optional<Path> stateDirectory,
        long maxBytes,
        Duration timeout,
        double maxShrink,
        double maxMoved) {

    static RangesSettings read(Settings settings) {
        return new RangesSettings(
                settings.strings("files").stream().map(Path::of).toList(),
                settings.strings("urls").stream().map(text -> url(settings, text)).toList(),
                settings.duration(
                        "refresh", Duration.ofHours(6), Duration.ofSeconds(1), Duration.ofDays(30)),
                settings.optionalString("state-dir").map(Path::of),
                settings.bytes("max-bytes", 32L << 20, 1L << 10, 1L << 30),
                settings.duration(
                        "timeout",
                        Duration.ofSeconds(30),
                        Duration.ofMillis(100),
                        Duration.ofMinutes(10)),
                share(settings, "max-shrink", 0.10),
                share(settings, "max-moved", 0.02));
    }

    RangesSettings relativeTo(Path configuration) {
        return new RangesSettings(
                files.stream().map(configuration::resolveSibling).toList(),
                urls,
                refresh,
                stateDirectory.map(configuration::resolveSibling),
                maxBytes,
                timeout,
                maxShrink,
                maxMoved);
    }

    private static double share(Settings settings, String key, double otherwise) {
        double share = settings.decimal(key, otherwise);
        if (share > 1) {
            throw settings.error(key, share + " is not a share from 0 to 1");
        }
        return share;
    }

    private static URI url(Settings settings, String text) {
        try {
            URI url = new URI(text);
            if (("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
                    && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw settings.error("urls", "'" + text + "' is not a URL: " + e.getReason());
        }
        throw settings.error(
                "urls",
                "'"
                        + text
                        + "' is not a URL such as https://ip-ranges.amazonaws.com/ip-ranges.json");
    }
}
