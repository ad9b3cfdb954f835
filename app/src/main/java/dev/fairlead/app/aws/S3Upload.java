package dev.fairlead.app.aws;

import dev.fairlead.spi.BucketObjects.Draft;
import dev.fairlead.spi.BucketObjects.Upload;
import dev.fairlead.spi.ObjectKey;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** An object on its way to S3, for one thread: what isn't sent yet is in one buffer. */
final class S3Upload extends OutputStream implements Upload {
    private final S3Objects objects;
    private final ObjectKey key;
    private final ObjectParts parts;
    private final Draft draft;
    private final int partSize;
    private byte[] buffer = new byte[8 * 1024];
    private int length;
    private boolean open = true;

    S3Upload(S3Objects objects, ObjectKey key, Draft draft) {
        this.objects = objects;
        this.key = key;
        this.draft = draft;
        parts = new ObjectParts(objects.calls(), ObjectAction.STORE, key.value());
        partSize = objects.sizes().part();
    }

    @Override
    public OutputStream stream() {
        return this;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int count) throws IOException {
        requireOpen();
        int done = 0;
        while (done < count) {
            if (length == partSize) { // and there is more, so that one piece doesn't do
                sendPart();
            }
            int step = Math.min(count - done, partSize - length);
            reserve(length + step);
            System.arraycopy(from, offset + done, buffer, length, step);
            length += step;
            done += step;
        }
    }

    @Override
    public boolean publish(Map<String, String> more) throws IOException {
        requireOpen();
        Map<String, String> metadata = new HashMap<>(draft.metadata());
        metadata.putAll(more);
        try {
            if (parts.hasBegun()) {
                sendPart();
                parts.complete(draft.onlyIfAbsent());
                if (!more.isEmpty()) {
                    describe(metadata);
                }
            } else {
                put(metadata);
            }
            return true;
        } catch (SdkException e) {
            int status = ObjectFaults.status(e);
            if (draft.onlyIfAbsent() && (status == 412 || status == 409)) {
                return false; // another one was first, or is just being stored
            }
            throw parts.calls().failed(ObjectAction.STORE, parts.key(), e);
        } finally {
            close();
            objects.changed().accept(key.value());
        }
    }

    @Override
    public void close() throws IOException {
        open = false;
        buffer = new byte[0];
        parts.abort();
    }

    /** What an upload in parts has of metadata was said when it began. */
    private void describe(Map<String, String> metadata) throws IOException {
        HeadObjectResponse stored =
                objects.head(key)
                        .orElseThrow(() ->
                                new IOException(key + " was deleted as soon as it was stored"));
        ObjectCopy.onto(objects, key.value(), stored, metadata).run();
    }

    private void put(Map<String, String> metadata) throws IOException {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder()
                        .bucket(parts.calls().bucket())
                        .key(parts.key())
                        .contentType(draft.mediaType())
                        .metadata(metadata);
        draft.cacheControl().ifPresent(request::cacheControl);
        if (draft.onlyIfAbsent()) {
            request.ifNoneMatch("*");
        }
        parts.calls()
                .tryRun(
                        ObjectAction.STORE,
                        parts.key(),
                        signed ->
                                parts.calls()
                                        .s3()
                                        .putObject(
                                                request.overrideConfiguration(signed).build(),
                                                body()));
    }

    private void sendPart() throws IOException {
        if (!parts.hasBegun()) {
            parts.begin(request -> {
                request.contentType(draft.mediaType()).metadata(draft.metadata());
                draft.cacheControl().ifPresent(request::cacheControl);
            });
        }
        parts.add(body());
        length = 0;
    }

    /** Read anew for each attempt, and never copied. */
    private RequestBody body() {
        byte[] bytes = buffer;
        int count = length;
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes, 0, count), count, draft.mediaType());
    }

    private void reserve(int needed) {
        if (needed > buffer.length) {
            int size = Math.max(needed, Math.min(2 * buffer.length, partSize));
            buffer = Arrays.copyOf(buffer, size);
        }
    }

    private void requireOpen() throws IOException {
        if (!open) {
            throw new IOException(parts.key() + " is published or closed already");
        }
    }
}
