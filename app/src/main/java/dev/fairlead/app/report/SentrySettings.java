package dev.fairlead.app.report;

import dev.fairlead.spi.ConfigurationException;
import dev.fairlead.spi.Settings;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where errors are reported: the section {@code sentry}.
 *
 * @param dsn a secret; empty: nowhere
 * @param environment what events are tagged with
 */
public record SentrySettings(Optional<String> dsn, Optional<String> environment) {
    private static final Pattern DSN =
            Pattern.compile("https?://[^/@\\s]+@[^/@\\s]+/([^?#\\s]*/)?\\d+");

    /**
     * Reads the section.
     *
     * @param variables where {@code SENTRY_DSN} and {@code CKI_DEPLOYMENT_ENVIRONMENT} stand in for
     *     settings that are missing
     */
    public static SentrySettings read(Settings section, Map<String, String> variables) {
        Optional<String> dsn = value(section, "dsn", variables, "SENTRY_DSN");
        if (dsn.isPresent() && !DSN.matcher(dsn.get()).matches()) {
            throw new ConfigurationException(
                    section.path() + ".dsn",
                    "is no DSN; copy it from the project's client keys at Sentry");
        }
        return new SentrySettings(
                dsn, value(section, "environment", variables, "CKI_DEPLOYMENT_ENVIRONMENT"));
    }

    private static Optional<String> value(
            Settings section, String key, Map<String, String> variables, String variable) {
        return section.optionalString(key)
                .or(() -> Optional.ofNullable(variables.get(variable)))
                .filter(text -> !text.isBlank());
    }
}
