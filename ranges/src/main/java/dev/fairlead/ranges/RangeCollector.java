package dev.fairlead.ranges;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Merges what a cloud says of the same prefix in several places into one range each. */
final class RangeCollector {

    private final Cloud cloud;
    private final Map<Prefix, Entry> entries = new HashMap<>();

    RangeCollector(Cloud cloud) {
        this.cloud = cloud;
    }

    void add(Prefix prefix, Optional<String> region, String group, Collection<String> services) {
        Entry entry = entries.computeIfAbsent(prefix, _ -> new Entry(region, group));
        // Two statements that differ are a doubt: no region is better than the wrong one.
        if (!entry.region.equals(region)) {
            entry.region = Optional.empty();
        }
        if (!entry.group.equals(group)) {
            entry.group = "";
        }
        entry.services.addAll(services);
    }

    void add(Range range) {
        add(range.prefix(), range.region(), range.borderGroup(), range.services());
    }

    List<Range> ranges() {
        Map<TreeSet<String>, SortedNames> shared = new HashMap<>();
        List<Range> ranges = new ArrayList<>(entries.size());
        entries.forEach((prefix, entry) -> {
            SortedNames services = shared.computeIfAbsent(entry.services, SortedNames::of);
            ranges.add(new Range(cloud, entry.region, entry.group, services, prefix));
        });
        return List.copyOf(ranges);
    }

    private static final class Entry {
        private Optional<String> region;
        private String group;
        private final TreeSet<String> services = new TreeSet<>();

        private Entry(Optional<String> region, String group) {
            this.region = region;
            this.group = group;
        }
    }
}
