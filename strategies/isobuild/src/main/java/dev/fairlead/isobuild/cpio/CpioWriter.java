package dev.fairlead.isobuild.cpio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Writes a newc archive; closing it ends the archive and closes the stream below.
 *
 * @see <a href="https://docs.kernel.org/driver-api/early-userspace/buffer-format.html">initramfs
 *     buffer format</a>
 */
public final class CpioWriter implements AutoCloseable {
    /** A regular file that all may read. */
    public static final int FILE = 0100644;

    /** A regular file that all may run. */
    public static final int PROGRAM = 0100755;

    /** A regular file of root's own, as NetworkManager wants those with passwords. */
    public static final int SECRET = 0100600;

    public static final int DIRECTORY = 040755;

    static final String MAGIC = "070701";
    static final String TRAILER = "TRAILER!!!";
    static final int HEADER_LENGTH = 110;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final OutputStream out;
    private int members;

    public CpioWriter(OutputStream out) {
        this.out = out;
    }

    public CpioWriter add(String name, int mode, byte[] data) throws IOException {
        header(name, ++members, mode, data.length);
        out.write(data);
        pad(data.length);
        return this;
    }

    /** Adds all that a stream has, which must be as much as was said. */
    public CpioWriter add(String name, int mode, long length, InputStream data) throws IOException {
        header(name, ++members, mode, length);
        if (data.transferTo(out) != length) {
            throw new IOException(name + " has another length than " + length);
        }
        pad(length);
        return this;
    }

    private void header(String name, int inode, int mode, long length) throws IOException {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        StringBuilder header = new StringBuilder(MAGIC);
        long[] fields = {inode, mode, 0, 0, 1, 0, length, 0, 0, 0, 0, bytes.length + 1, 0};
        for (long field : fields) {
            header.append(HEX.toHexDigits(field, 8));
        }
        out.write(header.toString().getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write(0);
        pad(HEADER_LENGTH + bytes.length + 1);
    }

    private void pad(long length) throws IOException {
        out.write(new byte[Padding.after(length)]);
    }

    @Override
    public void close() throws IOException {
        header(TRAILER, 0, 0, 0);
        out.close();
    }
}
