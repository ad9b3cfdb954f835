package dev.fairlead.app.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When credentials are to be renewed. */
final class Due {
    /** A file or a variable may hold new ones at any time, and reading it is cheap. */
    private static final Duration WITHOUT_END = Duration.ofMinutes(5);

    private Due() {}

    /**
     * With a third of the time left. Where the source gives out the same ones again, as EC2's does
     * until shortly before the end, this asks seldom at first and more often towards the end.
     */
    static Instant at(Instant now, Optional<Instant> end) {
        return end.map(e -> now.plus(Duration.between(now, e).multipliedBy(2).dividedBy(3)))
                .orElse(now.plus(WITHOUT_END));
    }
}
