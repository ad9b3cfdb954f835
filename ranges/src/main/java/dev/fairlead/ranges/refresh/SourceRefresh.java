package dev.fairlead.ranges.refresh;

import dev.fairlead.ranges.RangeDiff;
import dev.fairlead.ranges.RangeFile;
import dev.fairlead.ranges.RangeFileException;
import dev.fairlead.ranges.RangeFileReader;
import dev.fairlead.ranges.RangeTable;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Looks at one source at a time and adopts or refuses what it has. */
final class SourceRefresh {

    private final RangeTable base;
    private final VersionJudge judge;
    private final FileFetch files;
    private final UrlFetch urls;
    private final Optional<StateDirectory> state;

    SourceRefresh(
            RangeTable base, RefreshLimits limits, Optional<Path> directory, InstantSource clock) {
        RangeFileReader reader = new RangeFileReader(limits.maxBytes());
        this.base = base;
        this.judge = new VersionJudge(limits, clock);
        this.files = new FileFetch(reader);
        this.urls = new UrlFetch(limits, reader, clock);
        this.state = directory.map(path -> new StateDirectory(path, reader));
    }

    /**
     * Takes a file as it is, for it was named on purpose, and a URL's kept version if it is newer
     * than the base table.
     *
     * @throws RangeFileException if a file cannot be used
     */
    Optional<RefreshOutcome> start(TrackedSource tracked) {
        return switch (tracked.source()) {
            case RangeSource.FromFile file -> Optional.of(startFrom(tracked, file.path()));
            case RangeSource.FromUrl url -> kept(tracked, url);
        };
    }

    private RefreshOutcome startFrom(TrackedSource tracked, Path path) {
        if (files.fetch(path, Stamp.NONE) instanceof Fetched.Version version) {
            tracked.adopt(version.table(), version.stamp());
        }
        int size = tracked.good().map(RangeTable::size).orElse(0);
        return new RefreshOutcome.Adopted(tracked.source(), size + " prefixes");
    }

    private Optional<RefreshOutcome> kept(TrackedSource tracked, RangeSource.FromUrl url) {
        try {
            return state.flatMap(directory -> directory.load(url)).map(t -> kept(tracked, t));
        } catch (RangeFileException e) {
            return Optional.of(refused(tracked, e));
        }
    }

    private RefreshOutcome kept(TrackedSource tracked, RangeTable version) {
        Optional<String> objection = judge.objection(version);
        if (objection.isPresent()) {
            return new RefreshOutcome.Refused(tracked.source(), "kept version: " + objection.get());
        }
        if (!version.files().stream().allMatch(this::isNewerThanBase)) {
            return new RefreshOutcome.Unchanged(tracked.source());
        }
        tracked.adopt(version, Stamp.NONE);
        return new RefreshOutcome.Adopted(tracked.source(), version.size() + " prefixes, kept");
    }

    private boolean isNewerThanBase(RangeFile file) {
        return base.file(file.cloud()).stream()
                .allMatch(known -> file.syncToken() > known.syncToken());
    }

    RefreshOutcome refresh(TrackedSource tracked) {
        try {
            return switch (fetch(tracked)) {
                case Fetched.Same() -> new RefreshOutcome.Unchanged(tracked.source());
                case Fetched.Version version -> judged(tracked, version);
            };
        } catch (RangeFileException e) {
            return refused(tracked, e);
        }
    }

    private Fetched fetch(TrackedSource tracked) {
        return switch (tracked.source()) {
            case RangeSource.FromFile file -> files.fetch(file.path(), tracked.stamp());
            case RangeSource.FromUrl url -> urls.fetch(url.uri(), tracked.stamp());
        };
    }

    private RefreshOutcome judged(TrackedSource tracked, Fetched.Version version) {
        RangeTable good = tracked.good().orElseGet(() -> baseOf(version.table()));
        if (good.files().equals(version.table().files())) {
            tracked.adopt(version.table(), version.stamp());
            return new RefreshOutcome.Unchanged(tracked.source());
        }
        RangeDiff diff = RangeDiff.between(good, version.table());
        Optional<String> objection = judge.objection(good, version.table(), diff);
        if (objection.isPresent()) {
            return new RefreshOutcome.Refused(tracked.source(), objection.get());
        }
        tracked.adopt(version.table(), version.stamp());
        return new RefreshOutcome.Adopted(
                tracked.source(), diff.summary() + notKept(tracked.source(), version.table()));
    }

    // The first version of a URL has no forerunner but the base table's ranges of its cloud.
    private RangeTable baseOf(RangeTable version) {
        List<RangeFile> known =
                version.files().stream().flatMap(file -> base.file(file.cloud()).stream()).toList();
        return RangeTable.of(known);
    }

    private String notKept(RangeSource source, RangeTable version) {
        if (source instanceof RangeSource.FromUrl url && state.isPresent()) {
            try {
                state.get().save(url, version);
            } catch (RangeFileException e) {
                return "; not kept for the next start: " + e.getMessage();
            }
        }
        return "";
    }

    private static RefreshOutcome refused(TrackedSource tracked, RangeFileException e) {
        return new RefreshOutcome.Refused(tracked.source(), String.valueOf(e.getMessage()));
    }
}
