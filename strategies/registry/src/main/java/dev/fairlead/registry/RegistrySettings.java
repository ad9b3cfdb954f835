package dev.fairlead.registry;

import dev.fairlead.spi.Settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The strategy's settings besides its copies.
 *
 * @param keys how a digest becomes the key of an object
 * @param presignExpiry how long a URL is good, as far as the credentials live that long
 * @param probeDeadline how long all probes of a request may take together
 * @param debugUserAgent whether a {@code debugregistry/…} user agent chooses the region
 * @param debugTokens what makes such a user agent good where not everybody's is
 */
record RegistrySettings(
        Form layout,
        KeyTemplate keys,
        Duration presignExpiry,
        Duration probeDeadline,
        boolean debugUserAgent,
        Optional<DebugToken> debugTokens) {

    private static final String TOKEN_SECRET = "debug-token-secret";

    enum Form {
        DISTRIBUTION_STORAGE,
        OCI
    }

    static RegistrySettings read(Settings settings) {
        String layout =
                settings.oneOf(
                        "layout", List.of("distribution-storage", "oci"), "distribution-storage");
        return new RegistrySettings(
                layout.equals("oci") ? Form.OCI : Form.DISTRIBUTION_STORAGE,
                keys(settings),
                settings.duration(
                        "presign-expiry",
                        Duration.ofMinutes(20),
                        Duration.ofMinutes(1),
                        Duration.ofDays(7)),
                settings.duration(
                        "probe-deadline",
                        Duration.ofSeconds(1),
                        Duration.ofMillis(10),
                        Duration.ofSeconds(30)),
                settings.flag("debug-user-agent", false),
                settings.optionalString(TOKEN_SECRET).map(secret -> tokens(settings, secret)));
    }

    /** The fault is told without the secret. */
    private static DebugToken tokens(Settings settings, String secret) {
        try {
            return DebugToken.of(secret);
        } catch (IllegalArgumentException e) {
            throw settings.error(TOKEN_SECRET, String.valueOf(e.getMessage()));
        }
    }

    private static KeyTemplate keys(Settings settings) {
        try {
            return KeyTemplate.parse(
                    settings.string("key-template", KeyTemplate.DISTRIBUTION_STORAGE));
        } catch (IllegalArgumentException e) {
            throw settings.error(
                    "key-template",
                    e.getMessage() + "; for example " + KeyTemplate.DISTRIBUTION_STORAGE);
        }
    }
}
