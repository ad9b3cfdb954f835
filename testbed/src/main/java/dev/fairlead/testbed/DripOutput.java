package dev.fairlead.testbed;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;

/** Lets a few bytes out at a time. */
final class DripOutput extends FilterOutputStream {
    private final int bytesAtATime;
    private final Duration interval;

    DripOutput(OutputStream out, int bytesAtATime, Duration interval) {
        super(out);
        this.bytesAtATime = bytesAtATime;
        this.interval = interval;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int at = 0; at < length; at += bytesAtATime) {
            out.write(bytes, offset + at, Math.min(bytesAtATime, length - at));
            out.flush();
            pause();
        }
    }

    private void pause() throws InterruptedIOException {
        try {
            Thread.sleep(interval);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server closes");
        }
    }
}
