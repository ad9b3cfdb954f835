package dev.fairlead.testbed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/** One request on a connection and the means to answer it, well or badly. */
final class Exchange {
    private static final Set<String> FRAMING =
            Set.of("content-length", "transfer-encoding", "connection", "keep-alive");

    private final Socket socket;
    private final RequestHead head;
    private final InputStream body;
    private OutputStream out;
    private UnaryOperator<OutputStream> bodyShape = UnaryOperator.identity();
    private IntConsumer statusListener = _ -> {};
    private boolean continueOwed;

    Exchange(Socket socket, InputStream in, RequestHead head) throws IOException {
        this.socket = socket;
        this.head = head;
        this.out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
        this.body = Bodies.ofRequest(head, in);
        this.continueOwed = head.hasBody() && head.expectsContinue();
    }

    RequestHead head() {
        return head;
    }

    /** The body; asking for it is what tells a waiting client to send it (RFC 9110 10.1.1). */
    InputStream body() throws IOException {
        if (continueOwed) {
            continueOwed = false;
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII));
            out.flush();
        }
        return body;
    }

    /** True while the client waits to be told to send its body. */
    boolean owesContinue() {
        return continueOwed;
    }

    /** Told before a byte of the answer leaves, so that a client never sees more than the log. */
    void onStatus(IntConsumer listener) {
        statusListener = listener;
    }

    void shapeAll(UnaryOperator<OutputStream> shape) {
        out = shape.apply(out);
    }

    void shapeBody(UnaryOperator<OutputStream> shape) {
        bodyShape = shape;
    }

    /** Sends the head; the body is what is then written, in chunks if its length is unknown. */
    OutputStream begin(int status, HttpFields fields, OptionalLong length) throws IOException {
        statusListener.accept(status);
        HttpFields framed = fields.without(FRAMING);
        boolean hasBody = ResponseHead.hasBody(head, status);
        if (length.isPresent()) {
            framed = framed.with("Content-Length", Long.toString(length.getAsLong()));
        } else if (hasBody) {
            framed = framed.with("Transfer-Encoding", "chunked");
        }
        if (!persistent()) {
            framed = framed.with("Connection", "close");
        }
        String wire =
                "HTTP/1.1 " + status + " " + Reason.of(status) + "\r\n" + framed.wire() + "\r\n";
        out.write(wire.getBytes(ISO_8859_1));
        return hasBody
                ? bodyShape.apply(Bodies.framed(length, out))
                : OutputStream.nullOutputStream();
    }

    void reply(int status, HttpFields fields, byte[] content) throws IOException {
        try (OutputStream to = begin(status, fields, OptionalLong.of(content.length))) {
            to.write(content, 0, content.length);
        }
    }

    /** Ends the exchange; true if the connection can carry another. */
    boolean finish() throws IOException {
        out.flush();
        if (!persistent()) {
            return false;
        }
        body.transferTo(OutputStream.nullOutputStream());
        return true;
    }

    /** Closes with TCP RST instead of FIN, which is what a linger of zero asks for. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
        throw new HangUp("reset as scripted");
    }

    private boolean persistent() {
        // A client still waiting for "100 Continue" may send the body or not: nobody can tell.
        return !continueOwed && !head.fields().says("Connection", "close");
    }
}
