package dev.fairlead.app.door;

import dev.fairlead.app.door.ByteRange.Part;
import dev.fairlead.spi.Body;
import dev.fairlead.spi.Content;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * Several ranges in one answer.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14.6">RFC 9110:
 *     multipart/byteranges</a>
 */
final class Multipart {
    private Multipart() {}

    static Response of(Content content, List<Part> parts) {
        String boundary = UUID.randomUUID().toString(); // nobody can have put it into the content
        Body body = Body.EMPTY;
        String end = "--" + boundary;
        for (Part part : parts) {
            body =
                    body.then(text(end + "\r\n" + fields(content, part)))
                            .then(content.body().slice(part.first(), part.length()));
            end = "\r\n--" + boundary;
        }
        return Response.of(
                206, "multipart/byteranges; boundary=" + boundary, body.then(text(end + "--\r\n")));
    }

    private static String fields(Content content, Part part) {
        return "Content-Type: "
                + content.mediaType()
                + "\r\nContent-Range: "
                + ContentResponse.contentRange(part, content.body().length())
                + "\r\n\r\n";
    }

    private static Body text(String text) {
        return Body.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
