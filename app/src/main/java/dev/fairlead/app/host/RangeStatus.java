package dev.fairlead.app.host;

import dev.fairlead.ranges.RangeFile;
import dev.fairlead.ranges.RangeTable;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** How old the ranges in use are, for people. */
record RangeStatus(Supplier<RangeTable> table, InstantSource clock) {

    /** By cloud: when its file was made, and its age in whole hours. */
    Map<String, Object> ages() {
        Map<String, Object> ages = new LinkedHashMap<>();
        for (RangeFile file : table.get().files()) {
            long hours = Duration.between(file.created(), clock.instant()).toHours();
            ages.put(
                    file.cloud().name().toLowerCase(Locale.ROOT),
                    Map.of("created", file.created().toString(), "age-hours", hours));
        }
        return ages;
    }
}
