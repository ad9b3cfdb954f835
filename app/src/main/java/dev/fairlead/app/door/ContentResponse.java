package dev.fairlead.app.door;

import dev.fairlead.spi.Body;
import dev.fairlead.spi.Content;
import dev.fairlead.spi.HeaderFields;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Served content: conditional requests and single ranges.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2">RFC 9110: precedence of
 *     preconditions</a>
 */
final class ContentResponse {
    private ContentResponse() {}

    static Response of(Content content, String method, HeaderFields request) {
        return answer(content, method, request)
                .with(Map.of("etag", content.entityTag(), "accept-ranges", "bytes"))
                .with(content.fields());
    }

    private static Response answer(Content content, String method, HeaderFields request) {
        if (names(request, "if-none-match", content.entityTag())) {
            return new Response(304, Optional.empty(), Map.of(), Body.EMPTY);
        }
        Body bytes = content.body();
        ByteRange range =
                method.equals("GET") && rangeHolds(content, request)
                        ? ByteRange.parse(request.first("range").orElse(""), bytes.length())
                        : ByteRange.whole();
        return ranged(content, bytes, range);
    }

    private static Response ranged(Content content, Body bytes, ByteRange range) {
        long length = bytes.length();
        return switch (range) {
            case ByteRange.Whole _ -> Response.of(200, content.mediaType(), bytes);
            case ByteRange.Part(long first, long last) ->
                    Response.of(206, content.mediaType(), bytes.slice(first, last - first + 1))
                            .with(contentRange(first + "-" + last, length));
            case ByteRange.Unsatisfiable _ ->
                    Response.text(416, "the content has " + length + " bytes")
                            .with(contentRange("*", length));
        };
    }

    private static Map<String, String> contentRange(String range, long length) {
        return Map.of("content-range", "bytes " + range + "/" + length);
    }

    /** A range only holds for the representation that the client has a part of. */
    private static boolean rangeHolds(Content content, HeaderFields request) {
        return request.first("if-range").map(tag -> tag.equals(content.entityTag())).orElse(true);
    }

    private static boolean names(HeaderFields request, String field, String entityTag) {
        return request.all(field).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(tag -> tag.strip().replaceFirst("^W/", ""))
                .anyMatch(tag -> tag.equals(entityTag) || tag.equals("*"));
    }
}
