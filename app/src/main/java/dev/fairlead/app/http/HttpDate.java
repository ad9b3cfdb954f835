package dev.fairlead.app.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The {@code Date} field, written anew once a second.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1">RFC 9110: Date</a>
 */
final class HttpDate {
    private static volatile Written last = new Written(0, "");

    private record Written(long second, String text) {}

    private HttpDate() {}

    static String now() {
        long second = System.currentTimeMillis() / 1000;
        Written written = last;
        if (written.second != second) {
            written =
                    new Written(
                            second,
                            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                    Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC)));
            last = written;
        }
        return written.text;
    }
}
