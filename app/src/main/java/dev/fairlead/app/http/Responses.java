package dev.fairlead.app.http;

import dev.fairlead.app.door.Response;
import dev.fairlead.spi.Body;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
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

    static FullHttpResponse of(Response answer) {
        HttpResponseStatus status =
                answer.phrase()
                        .map(phrase -> Statuses.of(answer.status(), phrase))
                        .orElseGet(() -> HttpResponseStatus.valueOf(answer.status()));
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        status,
                        Unpooled.wrappedBuffer(bytes(answer.body())),
                        FIELDS,
                        FIELDS);
        answer.fields().forEach((name, value) -> response.headers().set(name, value));
        response.headers().set(HttpHeaderNames.DATE, HttpDate.now());
        if (!status.equals(HttpResponseStatus.NOT_MODIFIED)) {
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
