package dev.fairlead.app.cli;

import dev.fairlead.spi.Settings;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;

/** Times as arguments name them: after now, or themselves. */
record Moment(Instant now) {
    private static final Duration LONGEST = Duration.ofDays(3650);

    Instant parse(String option, String text) {
        if (!text.contains("T") || text.startsWith("P")) {
            return now.plus(
                    Settings.of("sign", Map.of(option, text))
                            .duration(option, Duration.ZERO, Duration.ZERO, LONGEST));
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    option + ": '" + text + "' is not a time such as 2026-12-01T00:00:00Z", e);
        }
    }
}
