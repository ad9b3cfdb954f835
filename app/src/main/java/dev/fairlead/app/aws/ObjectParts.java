package dev.fairlead.app.aws;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An object that is stored in parts, for one thread but where it says otherwise: nobody sees it
 * before it is complete.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html">S3:
 *     multipart upload</a>
 */
final class ObjectParts {
    private final ObjectCalls calls;
    private final ObjectAction action;
    private final String key;
    private final List<CompletedPart> parts = new ArrayList<>();
    private Optional<String> id = Optional.empty();

    ObjectParts(ObjectCalls calls, ObjectAction action, String key) {
        this.calls = calls;
        this.action = action;
        this.key = key;
    }

    ObjectCalls calls() {
        return calls;
    }

    String key() {
        return key;
    }

    boolean hasBegun() {
        return id.isPresent();
    }

    void begin(Consumer<CreateMultipartUploadRequest.Builder> draft) throws IOException {
        CreateMultipartUploadRequest.Builder request =
                CreateMultipartUploadRequest.builder().bucket(calls.bucket()).key(key);
        draft.accept(request);
        id =
                Optional.of(
                        calls.run(
                                action,
                                key,
                                signed ->
                                        calls.s3()
                                                .createMultipartUpload(
                                                        request.overrideConfiguration(signed)
                                                                .build())
                                                .uploadId()));
    }

    void add(RequestBody body) throws IOException {
        parts.add(send(parts.size() + 1, body));
    }

    void addCopy(Consumer<UploadPartCopyRequest.Builder> source) throws IOException {
        parts.add(copy(parts.size() + 1, source));
    }

    /** Parts that were sent or copied in whatever order, in theirs. */
    void addAll(List<CompletedPart> done) {
        parts.addAll(done);
    }

    /** Sends a part, on any thread. */
    CompletedPart send(int number, RequestBody body) throws IOException {
        UploadPartRequest.Builder request =
                UploadPartRequest.builder()
                        .bucket(calls.bucket())
                        .key(key)
                        .uploadId(id.orElseThrow())
                        .partNumber(number);
        UploadPartResponse part =
                calls.run(
                        action,
                        key,
                        signed ->
                                calls.s3()
                                        .uploadPart(
                                                request.overrideConfiguration(signed).build(),
                                                body));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(part.eTag())
                .checksumCRC32(part.checksumCRC32())
                .build();
    }

    /** Has S3 copy a part, on any thread. */
    CompletedPart copy(int number, Consumer<UploadPartCopyRequest.Builder> source)
            throws IOException {
        UploadPartCopyRequest.Builder request =
                UploadPartCopyRequest.builder()
                        .destinationBucket(calls.bucket())
                        .destinationKey(key)
                        .uploadId(id.orElseThrow())
                        .partNumber(number);
        source.accept(request);
        CopyPartResult part =
                calls.run(
                        action,
                        key,
                        signed ->
                                calls.s3()
                                        .uploadPartCopy(
                                                request.overrideConfiguration(signed).build())
                                        .copyPartResult());
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(part.eTag())
                .checksumCRC32(part.checksumCRC32())
                .build();
    }

    /** Makes it readable; a refusal comes as S3 said it. */
    void complete(boolean onlyIfAbsent) throws IOException {
        CompleteMultipartUploadRequest.Builder request =
                CompleteMultipartUploadRequest.builder()
                        .bucket(calls.bucket())
                        .key(key)
                        .uploadId(id.orElseThrow())
                        .multipartUpload(upload -> upload.parts(parts));
        if (onlyIfAbsent) {
            request.ifNoneMatch("*");
        }
        calls.tryRun(
                action,
                key,
                signed ->
                        calls.s3()
                                .completeMultipartUpload(
                                        request.overrideConfiguration(signed).build()));
        id = Optional.empty();
    }

    /** Has S3 forget the parts, if there are any. */
    void abort() throws IOException {
        if (id.isEmpty()) {
            return;
        }
        AbortMultipartUploadRequest.Builder request =
                AbortMultipartUploadRequest.builder()
                        .bucket(calls.bucket())
                        .key(key)
                        .uploadId(id.get());
        id = Optional.empty();
        try {
            calls.tryRun(
                    action,
                    key,
                    signed ->
                            calls.s3()
                                    .abortMultipartUpload(
                                            request.overrideConfiguration(signed).build()));
        } catch (SdkException e) {
            if (ObjectFaults.status(e) != 404) { // 404: it is gone already
                throw calls.failed(action, key, e);
            }
        }
    }
}
