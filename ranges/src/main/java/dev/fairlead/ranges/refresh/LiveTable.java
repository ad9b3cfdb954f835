package dev.fairlead.ranges.refresh;

import dev.fairlead.ranges.Cloud;
import dev.fairlead.ranges.RangeFile;
import dev.fairlead.ranges.RangeTable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts the versions of all sources together, and the base table's clouds that no source has. */
final class LiveTable {

    private LiveTable() {}

    static RangeTable of(RangeTable base, List<TrackedSource> sources) {
        List<RangeFile> files = new ArrayList<>();
        sources.forEach(source -> source.good().ifPresent(table -> files.addAll(table.files())));
        if (files.isEmpty()) {
            return base;
        }
        Set<Cloud> covered = files.stream().map(RangeFile::cloud).collect(Collectors.toSet());
        base.files().stream().filter(file -> !covered.contains(file.cloud())).forEach(files::add);
        return RangeTable.of(files);
    }
}
