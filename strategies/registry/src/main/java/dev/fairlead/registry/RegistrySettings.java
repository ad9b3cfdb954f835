package dev.fairlead.registry;

import dev.fairlead.spi.Settings;
import dev.fairlead.spi.copies.CopyLimits;

import java.util.List;
import java.util.Optional;

/**
 * The strategy's settings besides its copies.
 *
 * @param keys how a digest becomes the key of an object
 * @param debugUserAgent whether a {@code debugregistry/…} user agent chooses the region
 * @param debugTokens what makes such a user agent good where not everybody's is
 */
record RegistrySettings(
        Form layout,
        KeyTemplate keys,
        CopyLimits limits,
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
                CopyLimits.read(settings),
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
