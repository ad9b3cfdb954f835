package dev.fairlead.ranges;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The table among this module's resources: compact as it is reviewed, flat as it is looked up. */
final class EmbeddedRanges {

    private static final String COMPACT = "embedded.ranges";
    private static final String FLAT = "embedded.flat";

    private EmbeddedRanges() {}

    static List<RangeFile> read() {
        try (InputStream in = open(COMPACT)) {
            return new RangeFileReader().read(in, Instant.EPOCH);
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded range table cannot be read", e);
        }
    }

    static FlatReader flat() {
        try (InputStream in = open(FLAT)) {
            return new FlatReader(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded range table cannot be read", e);
        }
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(EmbeddedRanges.class.getResourceAsStream(name), name);
    }
}
