package dev.fairlead.isobuild;

import dev.fairlead.isobuild.standalone.StandaloneSettings;
import dev.fairlead.spi.Secrets;
import dev.fairlead.spi.Settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The strategy's settings besides those of the image store.
 *
 * @param answerTtl how long what assisted-service said is good
 * @param answerCache how many bytes of composed images may stay in memory
 * @param plainHttpForBooting whether plain HTTP is for machines that boot over the network alone
 */
record IsobuildSettings(
        Source source,
        Duration answerTtl,
        long answerCache,
        Cors cors,
        boolean plainHttpForBooting) {

    /** Who knows what images shall hold. */
    sealed interface Source {}

    /** Users, who post them. */
    record Standalone(StandaloneSettings settings, String baseUrl) implements Source {}

    /**
     * assisted-service.
     *
     * @param caFile certificates that are trusted besides the system's
     * @param timeout how long all the calls for one image may take
     * @param maxBytes how long one answer may be
     */
    record Assisted(URI url, Optional<Path> caFile, Duration timeout, long maxBytes)
            implements Source {

        static Assisted read(Settings settings) {
            return new Assisted(
                    settings.url("url"),
                    settings.optionalString("ca-file").map(Path::of),
                    settings.duration(
                            "timeout",
                            Duration.ofSeconds(30),
                            Duration.ofMillis(100),
                            Duration.ofMinutes(10)),
                    settings.bytes("max-answer", 16L << 20, 1 << 10, 256L << 20));
        }
    }

    static IsobuildSettings read(Settings settings, Secrets secrets) {
        return new IsobuildSettings(
                source(settings, secrets),
                settings.duration(
                        "answer-ttl", Duration.ofSeconds(10), Duration.ZERO, Duration.ofHours(1)),
                settings.bytes("answer-cache", 64L << 20, 0, 1L << 40),
                new Cors(origins(settings)),
                settings.oneOf("plain-http", List.of("everything", "booting"), "everything")
                        .equals("booting"));
    }

    private static Source source(Settings settings, Secrets secrets) {
        Settings section = settings.section("standalone");
        StandaloneSettings standalone = StandaloneSettings.read(section, secrets);
        if (settings.has("standalone") == settings.has("assisted-service")) {
            throw settings.error(
                    "assisted-service",
                    settings.has("standalone")
                            ? "and standalone exclude each other; leave one out"
                            : "is missing; give its url, or standalone to have images posted");
        }
        if (!settings.has("standalone")) {
            return Assisted.read(settings.section("assisted-service"));
        }
        String baseUrl = settings.string("base-url", "").replaceFirst("/+$", "");
        if (baseUrl.isEmpty()) {
            throw settings.error(
                    "base-url", "is missing: with standalone, the URLs of images begin with it");
        }
        return new Standalone(standalone.requireRight(section), baseUrl);
    }

    /** Compared in lower case, as browsers send them. */
    private static List<String> origins(Settings settings) {
        List<String> origins =
                settings.strings("allowed-origins").stream()
                        .map(origin -> origin.toLowerCase(Locale.ROOT))
                        .toList();
        for (String origin : origins) {
            if (origin.isBlank() || origin.indexOf('*') != origin.lastIndexOf('*')) {
                throw settings.error(
                        "allowed-origins",
                        "'" + origin + "' is not an origin such as https://*.example, with one *");
            }
        }
        return origins;
    }
}
