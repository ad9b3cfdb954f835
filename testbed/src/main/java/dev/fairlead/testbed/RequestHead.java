package dev.fairlead.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The head of a request, with its target byte for byte as the client sent it. */
record RequestHead(String method, String target, HttpFields fields) {

    /** Empty when the client closed the connection between two requests. */
    static Optional<RequestHead> read(InputStream in) throws IOException {
        List<String> lines = HeadReader.lines(in);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String start = lines.getFirst();
        int first = start.indexOf(' ');
        int last = start.lastIndexOf(' ');
        if (first <= 0 || last <= first || !start.endsWith("HTTP/1.1")) {
            throw new ProtocolException("not an HTTP/1.1 request line: " + start);
        }
        HttpFields fields = HeadReader.fields(lines.subList(1, lines.size()));
        return Optional.of(
                new RequestHead(
                        start.substring(0, first), start.substring(first + 1, last), fields));
    }

    String rawPath() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    QueryParameters query() {
        int mark = target.indexOf('?');
        return QueryParameters.parse(mark < 0 ? "" : target.substring(mark + 1));
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    boolean expectsContinue() {
        return fields.says("Expect", "100-continue");
    }

    OptionalLong contentLength() {
        return fields.first("Content-Length").stream().mapToLong(Long::parseLong).findFirst();
    }

    boolean hasBody() {
        return fields.says("Transfer-Encoding", "chunked") || contentLength().orElse(0) > 0;
    }

    String wire() {
        return method + " " + target + " HTTP/1.1\r\n" + fields.wire() + "\r\n";
    }
}
