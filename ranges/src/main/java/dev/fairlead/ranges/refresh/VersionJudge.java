package dev.fairlead.ranges.refresh;

import dev.fairlead.ranges.Cloud;
import dev.fairlead.ranges.RangeDiff;
import dev.fairlead.ranges.RangeFile;
import dev.fairlead.ranges.RangeTable;
import dev.fairlead.ranges.SpaceChange;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** Says why a new version must not replace the last good one. */
final class VersionJudge {

    // Clocks differ a little; a token from further ahead would make all later versions look old.
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);

    private final RefreshLimits limits;
    private final InstantSource clock;

    VersionJudge(RefreshLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** The objection to a version, whatever went before. */
    Optional<String> objection(RangeTable version) {
        return version.files().stream()
                .filter(file -> file.created().isAfter(clock.instant().plus(CLOCK_SKEW)))
                .map(file -> file.cloud() + ": is from the future, " + file.created())
                .findFirst();
    }

    /** The objection to a version, if there is one. */
    Optional<String> objection(RangeTable good, RangeTable version, RangeDiff diff) {
        return objection(version)
                .or(() -> older(good, version))
                .or(() -> diff.space().stream().flatMap(c -> tooMuch(c).stream()).findFirst());
    }

    private static Optional<String> older(RangeTable good, RangeTable version) {
        return good.files().stream()
                .flatMap(file -> older(file, version.file(file.cloud())).stream())
                .findFirst();
    }

    private static Optional<String> older(RangeFile good, Optional<RangeFile> version) {
        Cloud cloud = good.cloud();
        if (version.isEmpty()) {
            return Optional.of(cloud + ": is missing, the last good version had it");
        }
        long token = version.get().syncToken();
        return token >= good.syncToken()
                ? Optional.empty()
                : Optional.of(cloud + ": is older, " + token + " before " + good.syncToken());
    }

    private Optional<String> tooMuch(SpaceChange change) {
        if (change.lostShare() > limits.maxShrink()) {
            return said(change, change.lostShare(), "lost", limits.maxShrink());
        }
        if (change.movedShare() > limits.maxMoved()) {
            return said(change, change.movedShare(), "moved region", limits.maxMoved());
        }
        return Optional.empty();
    }

    private static Optional<String> said(
            SpaceChange change, double share, String what, double limit) {
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "%s: %.2f %% of the %s addresses %s, at most %.2f %% may",
                        change.cloud(),
                        100 * share,
                        change.family().label(),
                        what,
                        100 * limit));
    }
}
