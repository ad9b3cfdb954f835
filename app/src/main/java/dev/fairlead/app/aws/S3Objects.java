package dev.fairlead.app.aws;

import dev.fairlead.spi.BucketObjects;
import dev.fairlead.spi.ObjectKey;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The objects of one bucket at S3.
 *
 * @param threads where what blocks runs side by side
 * @param changed is told each key that was stored or deleted here, so that nobody goes on believing
 *     what a probe said before
 */
record S3Objects(ObjectCalls calls, ObjectSizes sizes, Executor threads, Consumer<String> changed)
        implements BucketObjects {

    @Override
    public Stream<Listed> list(String prefix) {
        var pages = new ObjectPages(calls, prefix);
        int order = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, order), false);
    }

    @Override
    public Optional<Stored> describe(ObjectKey key) throws IOException {
        return head(key)
                .map(head ->
                        new Stored(
                                head.contentLength(),
                                head.eTag(),
                                head.lastModified(),
                                head.metadata()));
    }

    /**
     * An answer to HEAD has no body, so that a bucket that isn't there looks like a key that isn't.
     */
    Optional<HeadObjectResponse> head(ObjectKey key) throws IOException {
        try {
            return Optional.of(
                    calls.tryRun(
                            ObjectAction.DESCRIBE,
                            key.value(),
                            signed ->
                                    calls.s3()
                                            .headObject(
                                                    HeadObjectRequest.builder()
                                                            .bucket(calls.bucket())
                                                            .key(key.value())
                                                            .overrideConfiguration(signed)
                                                            .build())));
        } catch (SdkException e) {
            if (ObjectFaults.status(e) == 404) {
                return Optional.empty();
            }
            throw calls.failed(ObjectAction.DESCRIBE, key.value(), e);
        }
    }

    @Override
    public Optional<InputStream> read(ObjectKey key, long offset) throws IOException {
        try {
            return Optional.of(
                    calls.tryRun(
                            ObjectAction.READ,
                            key.value(),
                            signed -> {
                                GetObjectRequest.Builder request =
                                        GetObjectRequest.builder()
                                                .bucket(calls.bucket())
                                                .key(key.value())
                                                .overrideConfiguration(signed);
                                if (offset > 0) {
                                    request.range("bytes=" + offset + "-");
                                }
                                return new ObjectBody(
                                        calls.s3().getObject(request.build()),
                                        ObjectAction.READ.text(calls.bucket(), key.value()));
                            }));
        } catch (SdkException e) {
            return switch (ObjectFaults.code(e)) {
                case "NoSuchKey" -> Optional.empty();
                case "InvalidRange" -> Optional.of(InputStream.nullInputStream());
                default -> throw calls.failed(ObjectAction.READ, key.value(), e);
            };
        }
    }

    @Override
    public Upload upload(ObjectKey key, Draft draft) {
        return new S3Upload(this, key, draft);
    }

    @Override
    public void copy(ObjectKey from, ObjectKey to) throws IOException {
        HeadObjectResponse source =
                head(from)
                        .orElseThrow(() ->
                                new IOException(
                                        ObjectAction.COPY.text(calls.bucket(), to.value())
                                                + ": "
                                                + from
                                                + " is not there"));
        new ObjectCopy(calls, sizes, from.value(), to.value(), source).run();
        changed.accept(to.value());
    }

    @Override
    public boolean compose(ObjectKey key, Draft draft, List<Piece> pieces) throws IOException {
        try {
            return new ObjectComposition(calls, threads, key.value(), draft).run(pieces);
        } finally {
            changed.accept(key.value());
        }
    }

    @Override
    public void delete(ObjectKey key) throws IOException {
        calls.run(
                ObjectAction.DELETE,
                key.value(),
                signed ->
                        calls.s3()
                                .deleteObject(
                                        DeleteObjectRequest.builder()
                                                .bucket(calls.bucket())
                                                .key(key.value())
                                                .overrideConfiguration(signed)
                                                .build()));
        changed.accept(key.value());
    }

    @Override
    public void delete(List<ObjectKey> keys) throws IOException {
        new ObjectDeletion(calls).run(keys, changed);
    }
}
