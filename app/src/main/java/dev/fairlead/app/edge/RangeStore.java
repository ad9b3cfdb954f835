package dev.fairlead.app.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.fairlead.ranges.Cloud;
import dev.fairlead.ranges.Coverage;
import dev.fairlead.ranges.Family;
import dev.fairlead.ranges.RangeTable;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;

/** The data of the filter: which addresses are in the regions that are worth asking for. */
public final class RangeStore {
    private final Map<String, String> pairs = new LinkedHashMap<>();
    private final String json;

    private RangeStore(List<String> ipv4, List<String> ipv6, StoreLimits limits) {
        EdgeTree.of(ipv4, limits.value()).addTo(pairs, "4");
        EdgeTree.of(ipv6, limits.value()).addTo(pairs, "6");
        pairs.forEach((key, value) -> {
            check("the key " + key, key.length(), limits.key());
            check("the value of " + key, value.length(), limits.value());
        });
        json = json(pairs);
        check("the store", json.getBytes(StandardCharsets.UTF_8).length, limits.store());
    }

    /**
     * The store of some regions.
     *
     * @throws IllegalArgumentException if the table doesn't know one, or CloudFront wouldn't take
     *     the store
     */
    public static RangeStore of(RangeTable table, Cloud cloud, Collection<String> regions) {
        return of(table, cloud, regions, StoreLimits.CLOUDFRONT);
    }

    static RangeStore of(
            RangeTable table, Cloud cloud, Collection<String> regions, StoreLimits limits) {
        NavigableSet<String> known = table.regions(cloud);
        for (String region : regions) {
            if (!known.contains(region)) {
                throw new IllegalArgumentException(
                        "unknown region '" + region + "' of " + cloud + "; known are " + known);
            }
        }
        Set<String> wanted = Set.copyOf(regions);
        return new RangeStore(
                edges(table, Family.IPV4, cloud, wanted),
                edges(table, Family.IPV6, cloud, wanted),
                limits);
    }

    /** The file to import. */
    public String json() {
        return json;
    }

    public int size() {
        return pairs.size();
    }

    private static List<String> edges(
            RangeTable table, Family family, Cloud cloud, Set<String> regions) {
        return Coverage.edges(
                table,
                family,
                range ->
                        range.cloud() == cloud
                                && range.region().filter(regions::contains).isPresent());
    }

    private static void check(String what, int size, int max) {
        if (size > max) {
            throw new IllegalArgumentException(
                    what + " takes " + size + " of " + max + " bytes; give fewer regions");
        }
    }

    private static String json(Map<String, String> pairs) {
        List<Map<String, String>> data =
                pairs.entrySet().stream()
                        .map(pair -> Map.of("key", pair.getKey(), "value", pair.getValue()))
                        .toList();
        try {
            return new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(Map.of("data", data));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are always JSON", e);
        }
    }
}
