package dev.fairlead.app.aws;

import dev.fairlead.spi.BucketObjects.Draft;
import dev.fairlead.spi.BucketObjects.Piece;
import dev.fairlead.spi.BucketObjects.Piece.Fresh;
import dev.fairlead.spi.BucketObjects.Piece.Stretch;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Puts an object together inside S3; nothing is left of one that fails.
 *
 * @param threads where parts are copied side by side: S3 copies some 100 MB a second in one part
 */
record ObjectComposition(ObjectCalls calls, Executor threads, String key, Draft draft) {

    /** Whether it is there now; false: another one was first. */
    boolean run(List<Piece> pieces) throws IOException {
        ObjectParts parts = new ObjectParts(calls, ObjectAction.COMPOSE, key);
        try {
            parts.begin(request -> {
                request.contentType(draft.mediaType()).metadata(draft.metadata());
                draft.cacheControl().ifPresent(request::cacheControl);
            });
            parts.addAll(SideBySide.run(pieces, threads, (index, p) -> part(parts, index + 1, p)));
            parts.complete(draft.onlyIfAbsent());
            return true;
        } catch (SdkException e) {
            int status = ObjectFaults.status(e);
            if (draft.onlyIfAbsent() && (status == 412 || status == 409)) {
                return false; // another one was first, or is just being stored
            }
            throw calls.failed(ObjectAction.COMPOSE, key, e);
        } finally {
            parts.abort();
        }
    }

    private CompletedPart part(ObjectParts parts, int number, Piece piece) throws IOException {
        return switch (piece) {
            case Fresh(var body) ->
                    parts.send(
                            number,
                            RequestBody.fromContentProvider(
                                    body::stream, body.length(), draft.mediaType()));
            case Stretch stretch ->
                    parts.copy(
                            number,
                            request ->
                                    request.sourceBucket(calls.bucket())
                                            .sourceKey(stretch.from().value())
                                            .copySourceIfMatch(stretch.entityTag())
                                            .copySourceRange(range(stretch)));
        };
    }

    private static String range(Stretch stretch) {
        return "bytes=" + stretch.offset() + "-" + (stretch.offset() + stretch.length() - 1);
    }
}
