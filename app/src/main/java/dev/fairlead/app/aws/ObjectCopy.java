package dev.fairlead.app.aws;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;

import java.io.IOException;
import java.util.Map;

/**
 * A copy within a bucket, of the very object that was looked at; in parts where one call may not
 * copy that much.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html">S3:
 *     UploadPartCopy</a>
 */
record ObjectCopy(
        ObjectCalls calls, ObjectSizes sizes, String from, String to, HeadObjectResponse source) {

    /** A copy of an object onto itself, which is how its metadata is changed. */
    static ObjectCopy onto(
            S3Objects objects,
            String key,
            HeadObjectResponse source,
            Map<String, String> metadata) {
        return new ObjectCopy(
                objects.calls(),
                objects.sizes(),
                key,
                key,
                source.toBuilder().metadata(metadata).build());
    }

    void run() throws IOException {
        if (source.contentLength() > sizes.singleCopy()) {
            inParts();
        } else {
            atOnce();
        }
    }

    private void atOnce() throws IOException {
        CopyObjectRequest.Builder request =
                CopyObjectRequest.builder()
                        .sourceBucket(calls.bucket())
                        .sourceKey(from)
                        .copySourceIfMatch(source.eTag())
                        .destinationBucket(calls.bucket())
                        .destinationKey(to);
        if (from.equals(to)) { // which S3 takes only to change what comes with the bytes
            request.metadataDirective(MetadataDirective.REPLACE)
                    .contentType(source.contentType())
                    .cacheControl(source.cacheControl())
                    .metadata(source.metadata());
        }
        calls.run(
                ObjectAction.COPY,
                to,
                signed -> calls.s3().copyObject(request.overrideConfiguration(signed).build()));
    }

    private void inParts() throws IOException {
        ObjectParts parts = new ObjectParts(calls, ObjectAction.COPY, to);
        try {
            parts.begin(request ->
                    request.contentType(source.contentType())
                            .cacheControl(source.cacheControl())
                            .metadata(source.metadata()));
            for (long at = 0; at < source.contentLength(); at += sizes.copyPart()) {
                add(parts, at, Math.min(at + sizes.copyPart(), source.contentLength()) - 1);
            }
            parts.complete(false);
        } catch (SdkException e) {
            throw calls.failed(ObjectAction.COPY, to, e);
        } finally {
            parts.abort();
        }
    }

    private void add(ObjectParts parts, long first, long last) throws IOException {
        parts.addCopy(request ->
                request.sourceBucket(calls.bucket())
                        .sourceKey(from)
                        .copySourceIfMatch(source.eTag())
                        .copySourceRange("bytes=" + first + "-" + last));
    }
}
