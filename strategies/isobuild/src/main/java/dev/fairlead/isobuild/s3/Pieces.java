package dev.fairlead.isobuild.s3;

import dev.fairlead.isobuild.s3.Cuts.Cut;
import dev.fairlead.spi.Body;
import dev.fairlead.spi.Body.FileRange;
import dev.fairlead.spi.Body.Segment;
import dev.fairlead.spi.BucketObjects.Piece;
import dev.fairlead.spi.BucketObjects.Piece.Fresh;
import dev.fairlead.spi.BucketObjects.Piece.Stretch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Cuts a body into what S3 has already, in copies of the files that the body is of, and what it
 * gets.
 *
 * @param min what a part but the last has at least
 * @param max above it a piece is cut into several, which S3 takes side by side
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html">S3: multipart
 *     upload limits</a>
 */
record Pieces(long min, long max) {
    static final Pieces S3 = new Pieces(5 << 20, 128 << 20);

    List<Piece> of(Body body, Map<Path, BaseObject> bases) {
        List<Piece> pieces = new ArrayList<>();
        long at = 0;
        for (Cut cut : new Cuts(runs(body, bases), body.length(), min).choose()) {
            add(pieces, body, at, cut.start(), bases);
            add(pieces, body, cut.start(), cut.end(), bases);
            at = cut.end();
        }
        add(pieces, body, at, body.length(), bases);
        return List.copyOf(pieces);
    }

    /** What is long enough to be copied. */
    private List<Run> runs(Body body, Map<Path, BaseObject> bases) {
        List<Run> runs = new ArrayList<>();
        long at = 0;
        for (Segment segment : joined(body)) {
            boolean last = at + segment.length() == body.length();
            if (segment instanceof FileRange range
                    && bases.containsKey(range.file())
                    && (last || range.length() >= min)) {
                runs.add(new Run(at, range.length(), last ? range.length() : range.length() - min));
            }
            at += segment.length();
        }
        return runs;
    }

    /** Its segments, those that follow one another in a file as one. */
    private static List<Segment> joined(Body body) {
        List<Segment> joined = new ArrayList<>();
        for (Segment segment : body.segments()) {
            if (segment instanceof FileRange(Path file, long offset, long length)
                    && !joined.isEmpty()
                    && joined.getLast() instanceof FileRange before
                    && before.file().equals(file)
                    && before.offset() + before.length() == offset) {
                joined.removeLast();
                joined.add(new FileRange(file, before.offset(), before.length() + length));
            } else {
                joined.add(segment);
            }
        }
        return joined;
    }

    private void add(
            List<Piece> pieces, Body body, long start, long end, Map<Path, BaseObject> bases) {
        long count = Math.ceilDiv(end - start, max);
        for (long i = 0; i < count; i++) {
            long from = start + (end - start) * i / count;
            long to = start + (end - start) * (i + 1) / count;
            pieces.add(piece(body.slice(from, to - from), bases));
        }
    }

    private static Piece piece(Body part, Map<Path, BaseObject> bases) {
        List<Segment> segments = joined(part);
        return segments.size() == 1
                        && segments.getFirst() instanceof FileRange(Path file, long at, long length)
                        && bases.containsKey(file)
                ? stretch(bases, file, at, length)
                : new Fresh(part);
    }

    private static Stretch stretch(Map<Path, BaseObject> bases, Path file, long at, long length) {
        BaseObject base = Objects.requireNonNull(bases.get(file));
        return new Stretch(base.key(), base.entityTag(), at, length);
    }
}
