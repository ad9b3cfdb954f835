package dev.fairlead.testbed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;

/** Reads the lines before a message body (RFC 9112 section 2). */
final class HeadReader {
    private static final int LONGEST_LINE_BYTES = 64 * 1024;

    private HeadReader() {}

    /** The start line and the field lines; none if the peer closed between two messages. */
    static List<String> lines(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = firstLine(in); !line.isEmpty(); line = line(in)) {
            lines.add(line);
        }
        return lines;
    }

    static HttpFields fields(List<String> fieldLines) throws ProtocolException {
        List<HttpFields.Field> fields = new ArrayList<>();
        for (String line : fieldLines) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new ProtocolException("not a field line: " + line);
            }
            fields.add(
                    new HttpFields.Field(
                            line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return new HttpFields(fields);
    }

    static String line(InputStream in) throws IOException {
        return line(in.read(), in);
    }

    private static String firstLine(InputStream in) throws IOException {
        int first = in.read();
        return first < 0 ? "" : line(first, in);
    }

    private static String line(int first, InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        for (int next = first; next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the peer closed within a line");
            }
            if (line.size() == LONGEST_LINE_BYTES) {
                throw new ProtocolException("a line longer than " + LONGEST_LINE_BYTES + " bytes");
            }
            line.write(next);
        }
        String text = line.toString(ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
