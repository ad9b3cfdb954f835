package dev.fairlead.ranges.refresh;

import dev.fairlead.ranges.Cloud;
import dev.fairlead.ranges.RangeTable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A range table that follows its sources. A source replaces the ranges of its cloud in the base
 * table; several sources of one cloud are merged. A version that cannot be trusted is refused and
 * the last good one kept for as long as it takes. Thread-safe; starts no threads.
 */
public final class LiveRanges {

    private final RangeTable base;
    private final List<TrackedSource> sources;
    private final SourceRefresh refresh;
    private final List<RefreshOutcome> startOutcomes;
    private final AtomicReference<RangeTable> table;
    private final ReentrantLock lock = new ReentrantLock();

    private LiveRanges(RangeTable base, List<TrackedSource> sources, SourceRefresh refresh) {
        this.base = base;
        this.sources = sources;
        this.refresh = refresh;
        this.startOutcomes = sources.stream().flatMap(s -> refresh.start(s).stream()).toList();
        this.table = new AtomicReference<>(LiveTable.of(base, sources));
    }

    /**
     * Reads the files, and what the state directory keeps of the URLs; asks no network. Call {@link
     * #refresh} soon after.
     *
     * @param base the table to start from, mostly {@link RangeTable#embedded()}
     * @param stateDirectory where the last good version of each URL is kept across restarts
     * @throws dev.fairlead.ranges.RangeFileException if a file cannot be read or used; the message
     *     names the file and what to do
     */
    public static LiveRanges start(
            RangeTable base,
            List<RangeSource> sources,
            RefreshLimits limits,
            Optional<Path> stateDirectory,
            InstantSource clock) {
        SourceRefresh refresh = new SourceRefresh(base, limits, stateDirectory, clock);
        List<TrackedSource> tracked = sources.stream().map(TrackedSource::new).toList();
        return new LiveRanges(base, tracked, refresh);
    }

    /** The table to use now; take it once per decision, it is replaced as a whole. */
    public RangeTable table() {
        return table.get();
    }

    /** What came of the files and the kept versions at the start; nothing for a URL without one. */
    public List<RefreshOutcome> startOutcomes() {
        return startOutcomes;
    }

    /**
     * Looks at every source in turn; blocks for at most the time limit per URL. A second call waits
     * for the first. Never throws for what a source does.
     *
     * @return one outcome per source, in their order
     */
    public List<RefreshOutcome> refresh() {
        lock.lock();
        try {
            List<RefreshOutcome> outcomes = sources.stream().map(refresh::refresh).toList();
            if (outcomes.stream().anyMatch(RefreshOutcome.Adopted.class::isInstance)) {
                table.set(LiveTable.of(base, sources));
            }
            return outcomes;
        } finally {
            lock.unlock();
        }
    }

    /** How long ago a cloud made its ranges in use; empty if the table has none of that cloud. */
    public Optional<Duration> age(Cloud cloud, InstantSource clock) {
        return table().created(cloud).map(made -> Duration.between(made, clock.instant()));
    }
}
