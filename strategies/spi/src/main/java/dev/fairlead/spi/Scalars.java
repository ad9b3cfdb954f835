package dev.fairlead.spi;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with units, as the configuration has them. */
final class Scalars {
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,15}) ?([A-Za-z]+)");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Map<String, Long> BYTES =
            Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);

    private Scalars() {}

    static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    static Duration time(String text) {
        if (text.startsWith("P")) {
            try {
                return Duration.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(e);
            }
        }
        return Duration.ofMillis(scaled(text, MILLIS));
    }

    static long bytes(String text) {
        return scaled(text, BYTES);
    }

    /** An absolute one that only says where: no user, query or fragment. */
    static URI url(String text) {
        URI url = URI.create(text);
        if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                || url.getHost() == null
                || url.getRawUserInfo() != null
                || url.getRawQuery() != null
                || url.getRawFragment() != null) {
            throw new IllegalArgumentException(text);
        }
        return url;
    }

    static String text(Duration time) {
        return unscaled(time.toMillis(), MILLIS);
    }

    static String text(long bytes) {
        return unscaled(bytes, BYTES);
    }

    /** In the largest unit of which it is a whole number. */
    private static String unscaled(long value, Map<String, Long> units) {
        if (value == 0) {
            return "0";
        }
        return units.entrySet().stream()
                .filter(unit -> value % unit.getValue() == 0)
                .max(Map.Entry.comparingByValue())
                .map(unit -> value / unit.getValue() + unit.getKey())
                .orElseThrow();
    }

    private static long scaled(String text, Map<String, Long> units) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text);
        if (!matcher.matches() || !units.containsKey(matcher.group(2))) {
            throw new IllegalArgumentException(text);
        }
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), units.get(matcher.group(2)));
    }
}
