package dev.fairlead.app.aws;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One second as SigV4 writes it; made once and used for all signatures of that second. */
final class DateStamp {
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final int SECONDS_PER_DAY = 86_400;

    private final long epochSecond;
    private final String text;
    private final byte[] basic;

    DateStamp(long epochSecond) {
        this.epochSecond = epochSecond;
        text = BASIC.format(LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC));
        basic = Bytes.ascii(text);
    }

    long epochSecond() {
        return epochSecond;
    }

    /** The day in UTC, counted from 1970-01-01. */
    long epochDay() {
        return Math.floorDiv(epochSecond, SECONDS_PER_DAY);
    }

    /** Such as {@code 20130524T000000Z}. */
    byte[] basic() {
        return basic;
    }

    /** The day, such as {@code 20130524}. */
    String day() {
        return text.substring(0, 8);
    }
}
