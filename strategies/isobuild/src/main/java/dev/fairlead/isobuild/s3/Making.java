package dev.fairlead.isobuild.s3;

import dev.fairlead.isobuild.s3.Location.NotNow;
import dev.fairlead.spi.BucketObjects;
import dev.fairlead.spi.BucketObjects.Draft;
import dev.fairlead.spi.BucketObjects.Piece;
import dev.fairlead.spi.BucketObjects.Piece.Fresh;
import dev.fairlead.spi.BucketObjects.Stored;
import dev.fairlead.spi.Content;
import dev.fairlead.spi.Metrics.Counter;
import dev.fairlead.spi.ObjectKey;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Has an image in the bucket, if it can be.
 *
 * @param sent how many bytes went there
 */
record Making(
        BucketObjects objects,
        Bases bases,
        Uploads uploads,
        Results results,
        Counter composed,
        Counter sent,
        InstantSource clock) {
    /** S3's lifecycle rules count days; what is about to expire is made anew. */
    private static final Duration REUSE = Duration.ofHours(12);

    /** How long an image is believed to be there without asking. */
    private static final Duration BELIEF = Duration.ofMinutes(1);

    /**
     * Empty: it is there.
     *
     * @param digests of the files that the content is of
     */
    Optional<NotNow> make(ObjectKey key, Content content, Map<Path, String> digests)
            throws IOException {
        Instant now = clock.instant();
        Optional<Stored> stored = objects.describe(key);
        if (stored.isEmpty() || !now.isBefore(stored.get().lastModified().plus(REUSE))) {
            Map<Path, BaseObject> copies = new HashMap<>();
            for (var file : digests.entrySet()) {
                Optional<BaseObject> copy = bases.find(file.getValue());
                if (copy.isEmpty()) {
                    uploads.want(file.getKey());
                    return Optional.of(
                            new NotNow("s3-base-missing", "its base image is on its way to S3"));
                }
                copies.put(file.getKey(), copy.get());
            }
            compose(key, content, copies);
        }
        results.add(key, now.plus(BELIEF));
        return Optional.empty();
    }

    private void compose(ObjectKey key, Content content, Map<Path, BaseObject> copies)
            throws IOException {
        List<Piece> pieces = Pieces.S3.of(content.body(), copies);
        Draft draft = new Draft(content.mediaType(), Optional.of("no-store"), Map.of(), false);
        try {
            objects.compose(key, draft, pieces);
        } catch (IOException e) {
            bases.forget(); // perhaps one of them is gone
            throw e;
        }
        composed.increment();
        sent.add(pieces.stream().filter(Fresh.class::isInstance).mapToLong(Piece::length).sum());
    }
}
