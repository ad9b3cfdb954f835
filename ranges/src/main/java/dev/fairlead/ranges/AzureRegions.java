package dev.fairlead.ranges;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which data centre region each Azure prefix belongs to, and which services use it. */
final class AzureRegions {

    private final Map<Prefix, Set<String>> regions = new HashMap<>();
    private final Map<Prefix, Set<String>> services = new HashMap<>();

    void place(Prefix prefix, String region) {
        regions.computeIfAbsent(prefix, _ -> new TreeSet<>()).add(region);
    }

    void use(Prefix prefix, String service) {
        services.computeIfAbsent(prefix, _ -> new TreeSet<>()).add(service);
    }

    Optional<RangeCollector> collected() {
        if (services.isEmpty()) {
            return Optional.empty();
        }
        RangeCollector collector = new RangeCollector(Cloud.AZURE);
        services.forEach((prefix, names) -> {
            Optional<String> region = around(prefix);
            collector.add(prefix, region, region.orElse(""), names);
        });
        return Optional.of(collector);
    }

    private Optional<String> around(Prefix prefix) {
        for (int length = prefix.length(); length >= 0; length--) {
            Set<String> named = regions.getOrDefault(prefix.shortened(length), Set.of());
            if (!named.isEmpty()) {
                // Two regions for one prefix are a doubt: no region is better than the wrong one.
                return named.size() == 1 ? named.stream().findFirst() : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
