package dev.fairlead.rpm.upload;

import dev.fairlead.rpm.file.RefusedFileException;
import dev.fairlead.spi.Deadline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A body of known length: what is read of it goes on to the upload. */
final class PassingBody extends InputStream {
    private final InputStream body;
    private final OutputStream upload;
    private final long length;
    private final Deadline deadline;
    private final MessageDigest digest = sha256();
    private long count;

    PassingBody(InputStream body, OutputStream upload, long length, Deadline deadline) {
        this.body = body;
        this.upload = upload;
        this.length = length;
        this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int wanted) throws IOException {
        if (deadline.isOver()) {
            throw new IOException("it did not come within the time limit");
        }
        int got = body.read(to, offset, wanted);
        if (got > 0) {
            pass(to, offset, got);
        } else if (got < 0 && count < length) {
            throw ended();
        }
        return got;
    }

    private void pass(byte[] bytes, int offset, int got) throws IOException {
        count += got;
        if (count > length) {
            throw new RefusedFileException("it has more than the " + length + " bytes announced");
        }
        digest.update(bytes, offset, got);
        upload.write(bytes, offset, got);
    }

    private RefusedFileException ended() {
        return new RefusedFileException("it has " + count + " bytes, not " + length);
    }

    /** The digest of all that was read, which must be all that was announced. */
    String sha256OfWhole() throws IOException {
        transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
