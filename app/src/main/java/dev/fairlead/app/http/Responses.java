package dev.fairlead.app.http;

import dev.fairlead.app.door.HttpDate;
import dev.fairlead.app.door.Response;
import dev.fairlead.spi.Body;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;

/** Answers as Netty writes them. */
final class Responses {
    /**
     * All values are made here or checked before; checking them again took a tenth of a redirect.
     */
    private static final DefaultHttpHeadersFactory FIELDS =
            DefaultHttpHeadersFactory.headersFactory().withValidation(false);

    private Responses() {}

    /** One whose body is in memory. */
    static FullHttpResponse of(Response answer) {
        return full(answer, Unpooled.wrappedBuffer(bytes(answer.body())));
    }

    /** The same fields, and no body: what HEAD gets. */
    static FullHttpResponse bodiless(Response answer) {
        return full(answer, Unpooled.EMPTY_BUFFER);
    }

    /** What goes before a body that is sent in pieces. */
    static HttpResponse head(Response answer) {
        return described(
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, status(answer), FIELDS), answer);
    }

    private static FullHttpResponse full(Response answer, ByteBuf body) {
        return described(
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, status(answer), body, FIELDS, FIELDS),
                answer);
    }

    private static HttpResponseStatus status(Response answer) {
        return answer.phrase()
                .map(phrase -> Statuses.of(answer.status(), phrase))
                .orElseGet(() -> HttpResponseStatus.valueOf(answer.status()));
    }

    private static <R extends HttpResponse> R described(R response, Response answer) {
        answer.fields().forEach((name, value) -> response.headers().set(name, value));
        response.headers().set(HttpHeaderNames.DATE, HttpDate.now());
        // RFC 9110 section 8.6: a 204 has no length, and a 304's would be another answer's.
        if (answer.status() != HttpResponseStatus.NOT_MODIFIED.code()
                && answer.status() != HttpResponseStatus.NO_CONTENT.code()) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length());
        }
        return response;
    }

    private static ByteBuffer bytes(Body body) {
        try {
            return body.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A plain-text answer of the front door's own. */
    static FullHttpResponse text(HttpResponseStatus status, String line) {
        return of(Response.text(status.code(), line));
    }

    /**
     * The mount answers as many requests as it may already.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4">RFC 9110: 503</a>
     */
    static FullHttpResponse tooBusy() {
        return of(
                Response.text(503, "too many requests are running; try again in a moment")
                        .with(Map.of("retry-after", "1")));
    }
}
