package dev.fairlead.app.client;

import dev.fairlead.ranges.Prefix;
import dev.fairlead.spi.Settings;

import java.util.List;

/** Lists of prefixes in the configuration. */
public final class Prefixes {
    private Prefixes() {}

    public static List<Prefix> read(Settings settings, String key) {
        return parse(settings, key, settings.strings(key));
    }

    static List<Prefix> parse(Settings settings, String key, List<String> texts) {
        return texts.stream().map(text -> prefix(settings, key, text)).toList();
    }

    private static Prefix prefix(Settings settings, String key, String cidr) {
        try {
            return Prefix.parse(cidr);
        } catch (IllegalArgumentException e) {
            throw settings.error(key, "'" + cidr + "' is not a prefix such as 10.0.0.0/8");
        }
    }
}
