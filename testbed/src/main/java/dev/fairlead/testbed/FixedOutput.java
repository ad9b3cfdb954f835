package dev.fairlead.testbed;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A body that is framed by its announced length; closing it ends the body only. */
final class FixedOutput extends FilterOutputStream {

    FixedOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
