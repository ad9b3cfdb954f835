package dev.fairlead.app.aws;

import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of an object, all that were announced: fewer are a failure, which names the object. */
final class ObjectBody extends InputStream {
    private final ResponseInputStream<GetObjectResponse> content;
    private final String failure;
    private long left;

    ObjectBody(ResponseInputStream<GetObjectResponse> content, String failure) {
        this.content = content;
        this.failure = failure;
        left = content.response().contentLength();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int count = readSome(to, offset, length);
        if (count < 0 && left > 0) {
            throw new IOException(failure + ": " + left + " bytes are missing; try again");
        }
        left -= Math.max(count, 0);
        return count;
    }

    private int readSome(byte[] to, int offset, int length) throws IOException {
        try {
            return content.read(to, offset, length);
        } catch (IOException | SdkException e) {
            throw new IOException(failure + ": it breaks off (" + e.getMessage() + ")", e);
        }
    }

    /** What wasn't read is not waited for. */
    @Override
    public void close() throws IOException {
        if (left > 0) {
            content.abort();
        } else {
            content.close();
        }
    }
}
