package dev.fairlead.app.config;

import dev.fairlead.spi.Prices;
import dev.fairlead.spi.Settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Reads {@code prices:}, USD per GB; what it doesn't name is at list price. */
final class PriceSettings {
    private PriceSettings() {}

    static Prices read(Settings settings) {
        Prices list = Prices.LIST;
        Map<Set<String>, Double> pairs = new HashMap<>(list.pairs());
        Settings given = settings.section("pairs");
        for (String pair : given.names()) {
            String[] regions = pair.split(" ");
            if (regions.length != 2 || regions[0].equals(regions[1])) {
                throw given.error(
                        pair, "is not two regions with a space, such as 'us-east-1 us-east-2'");
            }
            pairs.put(Set.of(regions[0], regions[1]), given.decimal(pair, 0));
        }
        return new Prices(
                settings.decimal("cdn", list.cdn()),
                settings.decimal("internet", list.internet()),
                settings.decimal("same-region", list.sameRegion()),
                settings.decimal("inter-region", list.interRegion()),
                pairs);
    }
}
