package dev.fairlead.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;

/** How a message body is delimited (RFC 9112 section 6.3). */
final class Bodies {
    private Bodies() {}

    static InputStream ofRequest(RequestHead head, InputStream in) {
        return head.hasBody() ? delimited(head.fields(), in) : InputStream.nullInputStream();
    }

    static InputStream ofResponse(ResponseHead head, RequestHead request, InputStream in) {
        return head.hasBody(request) ? delimited(head.fields(), in) : InputStream.nullInputStream();
    }

    static OutputStream framed(OptionalLong length, OutputStream out) {
        return length.isPresent() ? new FixedOutput(out) : new ChunkedOutput(out);
    }

    /** Each piece goes out as it comes in, so that both ends feel each other's pace. */
    static void pump(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            to.write(buffer, 0, count);
            to.flush();
        }
    }

    private static InputStream delimited(HttpFields fields, InputStream in) {
        if (fields.says("Transfer-Encoding", "chunked")) {
            return new ChunkedInput(in);
        }
        return fields.first("Content-Length")
                .<InputStream>map(length -> new FixedInput(in, Long.parseLong(length)))
                .orElse(in);
    }
}
