package dev.fairlead.app.host;

import dev.fairlead.ranges.Cloud;
import dev.fairlead.ranges.Range;
import dev.fairlead.ranges.RangeTable;
import dev.fairlead.spi.ClientRegion;
import dev.fairlead.spi.RegionResolver;

import java.net.InetAddress;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;

/** The range table as strategies see it. Immutable once made; swapped whole after a refresh. */
final class Regions implements RegionResolver {
    private volatile Places places;

    Regions(RangeTable table) {
        this.places = new Places(table);
    }

    void swap(RangeTable table) {
        if (table != places.table) {
            places = new Places(table);
        }
    }

    @Override
    public ClientRegion resolve(InetAddress client) {
        return places.of(client);
    }

    @Override
    public SortedSet<String> awsRegions() {
        return places.table.regions(Cloud.AWS);
    }

    /** One table, with the answer for each of its ranges made beforehand. */
    private static final class Places {
        private final RangeTable table;
        private final IdentityHashMap<Range, ClientRegion> byRange;

        Places(RangeTable table) {
            this.table = table;
            byRange = new IdentityHashMap<>(table.size());
            table.ranges().forEach(range -> byRange.put(range, region(range)));
        }

        ClientRegion of(InetAddress client) {
            Optional<Range> range = table.find(client);
            return range.isPresent()
                    ? byRange.getOrDefault(range.get(), ClientRegion.UNKNOWN)
                    : ClientRegion.UNKNOWN;
        }

        private static ClientRegion region(Range range) {
            return new ClientRegion(
                    Optional.of(range.cloud().name().toLowerCase(Locale.ROOT)),
                    range.region(),
                    Optional.of(range.borderGroup()).filter(group -> !group.isEmpty()),
                    Optional.of(range.prefix().toString()));
        }
    }
}
