package dev.fairlead.rpm.upload;

import dev.fairlead.rpm.file.KeyRing;
import dev.fairlead.spi.Secrets;
import dev.fairlead.spi.Settings;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How the cache is filled: the section {@code upload}.
 *
 * @param maxSize of a file; larger ones are not cached
 * @param bytesInFlight what all uploads together may hold in memory
 * @param timeLimit for one file
 * @param coolDown for how long a file is left alone that could not be had
 */
record UploadSettings(
        long maxSize,
        long bytesInFlight,
        Duration timeLimit,
        Duration coolDown,
        Verify verify,
        Optional<Supplier<KeyRing>> keys,
        boolean compareRepodata) {

    /** How much of an RPM must be right. */
    enum Verify {
        /** Its own digests, and that it is called after the package in it. */
        STRICT,
        /** Its own digests. */
        CONTENT,
        /** Its length. */
        LENGTH
    }

    static UploadSettings read(Settings settings, Secrets secrets) {
        Verify verify =
                switch (settings.oneOf(
                        "verify", List.of("strict", "content", "length"), "strict")) {
                    case "length" -> Verify.LENGTH;
                    case "content" -> Verify.CONTENT;
                    default -> Verify.STRICT;
                };
        Optional<Supplier<KeyRing>> keys =
                settings.optionalString("key-ring")
                        .map(reference -> open(settings, secrets, reference));
        if (keys.isPresent() && verify == Verify.LENGTH) {
            throw settings.error("key-ring", "means nothing with verify: length; leave one out");
        }
        return new UploadSettings(
                settings.bytes("max-size", 4L << 30, 1, 5L << 30), // S3 copies up to 5 GiB at once
                settings.bytes("bytes-in-flight", 256 << 20, Room.MOST, 64L << 30),
                time(settings, "time-limit", Duration.ofMinutes(14), Duration.ofHours(24)),
                time(settings, "cool-down", Duration.ofMinutes(10), Duration.ofDays(1)),
                verify,
                keys,
                settings.flag("compare-repodata", false));
    }

    private static Supplier<KeyRing> open(Settings settings, Secrets secrets, String reference) {
        try {
            return secrets.open(reference, KeyRing::parse);
        } catch (IOException | IllegalArgumentException e) {
            throw settings.error("key-ring", "'" + reference + "': " + e.getMessage());
        }
    }

    private static Duration time(Settings settings, String key, Duration otherwise, Duration max) {
        return settings.duration(key, otherwise, Duration.ofSeconds(1), max);
    }
}
