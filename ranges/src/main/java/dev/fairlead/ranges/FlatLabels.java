package dev.fairlead.ranges;

import java.util.List;
import java.util.Optional;

/** What ranges say besides their prefixes, each once: {@code cloud, region, group, services}. */
record FlatLabels(List<String> lines) {
    private static final String TAB = "\t";

    static String line(Range range) {
        return String.join(
                TAB,
                range.cloud().name(),
                range.region().orElse(""),
                range.borderGroup(),
                String.join(",", range.services()));
    }

    Range range(int label, Prefix prefix) {
        String[] fields = lines.get(label).split(TAB, -1);
        return new Range(
                Cloud.valueOf(fields[0]),
                Optional.of(fields[1]).filter(name -> !name.isEmpty()),
                fields[2],
                SortedNames.ofCommaSeparated(fields[3]),
                prefix);
    }
}
