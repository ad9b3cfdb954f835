package dev.fairlead.app.http;

import dev.fairlead.spi.Content;
import dev.fairlead.spi.HeaderFields;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Served content: conditional requests and single ranges.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2">RFC 9110: precedence of
 *     preconditions</a>
 */
final class ContentResponse {
    private ContentResponse() {}

    static FullHttpResponse of(Content content, String method, HeaderFields request) {
        if (names(request, "if-none-match", content.entityTag())) {
            return finish(
                    Responses.full(
                            HttpResponseStatus.NOT_MODIFIED,
                            Unpooled.EMPTY_BUFFER,
                            content.mediaType()),
                    content);
        }
        ByteBuffer bytes = content.bytes().duplicate();
        ByteRange range =
                method.equals("GET") && rangeHolds(content, request)
                        ? ByteRange.parse(request.first("range").orElse(""), bytes.remaining())
                        : ByteRange.whole();
        return finish(ranged(content, bytes, range), content);
    }

    private static FullHttpResponse ranged(Content content, ByteBuffer bytes, ByteRange range) {
        int length = bytes.remaining();
        return switch (range) {
            case ByteRange.Whole _ ->
                    Responses.full(
                            HttpResponseStatus.OK,
                            Unpooled.wrappedBuffer(bytes),
                            content.mediaType());
            case ByteRange.Part(int first, int last) -> {
                FullHttpResponse response =
                        Responses.full(
                                HttpResponseStatus.PARTIAL_CONTENT,
                                Unpooled.wrappedBuffer(bytes.slice(first, last - first + 1)),
                                content.mediaType());
                response.headers()
                        .set(
                                HttpHeaderNames.CONTENT_RANGE,
                                "bytes " + first + "-" + last + "/" + length);
                yield response;
            }
            case ByteRange.Unsatisfiable _ -> {
                FullHttpResponse response =
                        Responses.text(
                                HttpResponseStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
                                "the content has " + length + " bytes");
                response.headers().set(HttpHeaderNames.CONTENT_RANGE, "bytes */" + length);
                yield response;
            }
        };
    }

    private static FullHttpResponse finish(FullHttpResponse response, Content content) {
        response.headers()
                .set(HttpHeaderNames.ETAG, content.entityTag())
                .set(HttpHeaderNames.ACCEPT_RANGES, HttpHeaderValues.BYTES);
        if (response.status().code() == HttpResponseStatus.NOT_MODIFIED.code()) {
            response.headers()
                    .remove(HttpHeaderNames.CONTENT_LENGTH)
                    .remove(HttpHeaderNames.CONTENT_TYPE);
        }
        Responses.add(response, content.fields());
        return response;
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
