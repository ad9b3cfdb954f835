package dev.fairlead.testbed;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;

/** The head of a response that is relayed. */
record ResponseHead(int status, HttpFields fields) {

    /** The final head: 1xx answers are dropped. */
    static ResponseHead readFinal(InputStream in) throws IOException {
        ResponseHead head = read(in);
        return head.status() >= 200 ? head : readFinal(in);
    }

    static ResponseHead read(InputStream in) throws IOException {
        List<String> lines = HeadReader.lines(in);
        if (lines.isEmpty()) {
            throw new EOFException("closed before a response");
        }
        int status = Integer.parseInt(lines.getFirst().substring(9, 12));
        return new ResponseHead(status, HeadReader.fields(lines.subList(1, lines.size())));
    }

    OptionalLong contentLength() {
        return fields.first("Content-Length").stream().mapToLong(Long::parseLong).findFirst();
    }

    boolean hasBody(RequestHead request) {
        return hasBody(request, status);
    }

    /** RFC 9112 section 6.3, rule 1. */
    static boolean hasBody(RequestHead request, int status) {
        return !request.isHead() && status >= 200 && status != 204 && status != 304;
    }
}
