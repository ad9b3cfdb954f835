package dev.fairlead.app.upstream;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How long a source asks to be left alone.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110: Retry-After</a>
 */
final class RetryAfter {
    /** Nobody may silence us for a day. */
    private static final Duration MOST = Duration.ofMinutes(5);

    private RetryAfter() {}

    /** Empty: it says nothing that could be read. */
    static Optional<Duration> parse(String field, Instant now) {
        return (field.matches("[0-9]{1,9}")
                        ? Optional.of(Duration.ofSeconds(Long.parseLong(field)))
                        : until(field, now))
                .filter(time -> time.isPositive())
                .map(time -> time.compareTo(MOST) > 0 ? MOST : time);
    }

    private static Optional<Duration> until(String date, Instant now) {
        try {
            Instant then = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
            return Optional.of(Duration.between(now, then));
        } catch (DateTimeException _) {
            return Optional.empty(); // as if it weren't there
        }
    }
}
