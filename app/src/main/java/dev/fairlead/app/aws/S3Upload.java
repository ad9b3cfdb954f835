package dev.fairlead.app.aws;

import dev.fairlead.spi.BucketObjects.Draft;
import dev.fairlead.spi.BucketObjects.Upload;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** An object on its way to S3, for one thread: what isn't sent yet is in one buffer. */
final class S3Upload extends OutputStream implements Upload {
    private final ObjectParts parts;
    private final Draft draft;
    private final int partSize;
    private byte[] buffer = new byte[8 * 1024];
    private int length;
    private boolean open = true;

    S3Upload(ObjectParts parts, Draft draft, int partSize) {
        this.parts = parts;
        this.draft = draft;
        this.partSize = partSize;
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
    public boolean publish() throws IOException {
        requireOpen();
        try {
            if (parts.hasBegun()) {
                sendPart();
                parts.complete(draft.onlyIfAbsent());
            } else {
                put();
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
        }
    }

    @Override
    public void close() throws IOException {
        open = false;
        buffer = new byte[0];
        parts.abort();
    }

    private void put() throws IOException {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder()
                        .bucket(parts.calls().bucket())
                        .key(parts.key())
                        .contentType(draft.mediaType())
                        .metadata(draft.metadata());
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
