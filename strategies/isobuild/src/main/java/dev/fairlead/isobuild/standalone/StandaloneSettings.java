package dev.fairlead.isobuild.standalone;

import dev.fairlead.spi.Secrets;
import dev.fairlead.spi.Settings;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The section {@code standalone}.
 *
 * @param ttl how long an image is there
 * @param maxImages how many there may be
 * @param maxBytes how much of them may be in memory
 * @param maxRequest how long a request for one may be
 */
public record StandaloneSettings(
        Duration ttl, int maxImages, long maxBytes, long maxRequest, Right right) {

    public static StandaloneSettings read(Settings settings, Secrets secrets) {
        return new StandaloneSettings(
                settings.duration(
                        "ttl", Duration.ofHours(1), Duration.ofSeconds(1), Duration.ofDays(7)),
                settings.integer("max-images", 1000, 1, 1_000_000),
                settings.bytes("max-bytes", 32L << 20, 1 << 10, 1L << 40),
                settings.bytes("max-request", 4L << 20, 1 << 10, OrderReader.MAX_TEXT),
                new Right(
                        settings.flag("open", false),
                        settings.optionalString("token")
                                .map(reference -> token(settings, secrets, reference))));
    }

    /** Nobody is let in by accident. */
    public StandaloneSettings requireRight(Settings settings) {
        if (right.token().isPresent() == right.open()) {
            throw settings.error(
                    "token",
                    right.open()
                            ? "means nothing with open: true; leave one out"
                            : "is missing: a file or a secret's ARN with the token that POST"
                                    + " needs, or open: true for everybody");
        }
        return this;
    }

    private static Supplier<byte[]> token(Settings settings, Secrets secrets, String reference) {
        try {
            return secrets.open(reference, Right::parse);
        } catch (IOException | IllegalArgumentException e) {
            throw settings.error("token", "'" + reference + "': " + e.getMessage());
        }
    }
}
