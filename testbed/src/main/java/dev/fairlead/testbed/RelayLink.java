package dev.fairlead.testbed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A connection to the embedded s3proxy, kept for one exchange after another. */
final class RelayLink implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RelayLink.class.getName());
    private static final long FRESH_NANOS = 5_000_000_000L;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private long lastUsed = System.nanoTime();

    private RelayLink(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        out = socket.getOutputStream();
    }

    static RelayLink open(int port) throws IOException {
        return new RelayLink(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** False when the other side may be about to close it for idleness. */
    boolean isFresh() {
        return System.nanoTime() - lastUsed < FRESH_NANOS;
    }

    void touch() {
        lastUsed = System.nanoTime();
    }

    InputStream in() {
        return in;
    }

    void sendHead(RequestHead head) throws IOException {
        // Unchanged, Host and target included: the signature covers them.
        out.write(head.wire().getBytes(ISO_8859_1));
    }

    /** Does not throw: if s3proxy hangs up before the end, its answer tells why. */
    void sendBody(RequestHead head, InputStream body) {
        try (OutputStream to = Bodies.framed(head.contentLength(), out)) {
            Bodies.pump(body, to);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the body was not sent to its end", e);
            endOutput();
        }
    }

    /** Lets s3proxy see that no more will come, so that it answers at once. */
    private void endOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "already closed", e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
