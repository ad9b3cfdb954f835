package dev.fairlead.app.host;

import dev.fairlead.ranges.Cloud;
import dev.fairlead.ranges.RangeTable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** How old the ranges in use are, for people. */
record RangeStatus(Supplier<RangeTable> table, InstantSource clock) {

    /** By cloud: when its file was made, and its age in whole hours. */
    Map<String, Object> ages() {
        Map<String, Object> ages = new LinkedHashMap<>();
        RangeTable now = table.get();
        for (Cloud cloud : Cloud.values()) {
            now.created(cloud).ifPresent(created -> ages.put(cloud.toString(), age(created)));
        }
        return ages;
    }

    private Map<String, Object> age(Instant created) {
        long hours = Duration.between(created, clock.instant()).toHours();
        return Map.of("created", created.toString(), "age-hours", hours);
    }
}
