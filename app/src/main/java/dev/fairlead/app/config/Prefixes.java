package dev.fairlead.app.config;

import dev.fairlead.ranges.Prefix;
import dev.fairlead.spi.Settings;

import java.util.List;

/** Lists of prefixes. */
final class Prefixes {
    private Prefixes() {}

    static List<Prefix> read(Settings settings, String key) {
        return settings.strings(key).stream().map(cidr -> prefix(settings, key, cidr)).toList();
    }

    private static Prefix prefix(Settings settings, String key, String cidr) {
        try {
            return Prefix.parse(cidr);
        } catch (IllegalArgumentException e) {
            throw settings.error(key, "'" + cidr + "' is not a prefix such as 10.0.0.0/8");
        }
    }
}
