package dev.fairlead.ranges;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The compact table among this module's resources. */
final class EmbeddedRanges {

    private static final String NAME = "embedded.ranges";

    private EmbeddedRanges() {}

    static List<RangeFile> read() {
        try (InputStream in =
                Objects.requireNonNull(EmbeddedRanges.class.getResourceAsStream(NAME), NAME)) {
            return new RangeFileReader().read(in, Instant.EPOCH);
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded range table cannot be read", e);
        }
    }
}
