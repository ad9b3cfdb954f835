package dev.fairlead.app.host;

import dev.fairlead.ranges.Cloud;
import dev.fairlead.ranges.Prefix;
import dev.fairlead.ranges.Range;
import dev.fairlead.ranges.RangeTable;
import dev.fairlead.spi.ClientRegion;
import dev.fairlead.spi.RegionResolver;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;

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

    /** One table, and the answer for each of its ranges that was asked for. */
    private static final class Places {
        private final RangeTable table;
        private final Map<Prefix, ClientRegion> byPrefix = new ConcurrentHashMap<>();

        Places(RangeTable table) {
            this.table = table;
        }

        ClientRegion of(InetAddress client) {
            Optional<Range> found = table.find(client);
            if (found.isEmpty()) {
                return ClientRegion.UNKNOWN;
            }
            Range range = found.get();
            ClientRegion known = byPrefix.get(range.prefix());
            return known == null
                    ? byPrefix.computeIfAbsent(range.prefix(), _ -> region(range))
                    : known;
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
