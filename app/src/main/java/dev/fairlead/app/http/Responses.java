package dev.fairlead.app.http;

import dev.fairlead.spi.Content;
import dev.fairlead.spi.RouteDecision.Redirect;
import dev.fairlead.spi.RouteDecision.Reject;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Decisions as HTTP responses. */
final class Responses {
    /**
     * All values are made here or checked before; checking them again took a tenth of a redirect.
     */
    private static final DefaultHttpHeadersFactory FIELDS =
            DefaultHttpHeadersFactory.headersFactory().withValidation(false);

    private Responses() {}

    static FullHttpResponse redirect(Redirect redirect) {
        HttpResponseStatus status =
                redirect.reasonPhrase()
                        .map(phrase -> Statuses.of(redirect.status(), phrase))
                        .orElseGet(() -> HttpResponseStatus.valueOf(redirect.status()));
        return redirect(status, redirect.location());
    }

    /** Sends the client to the source of truth itself. */
    static FullHttpResponse passThrough(String location) {
        return redirect(HttpResponseStatus.TEMPORARY_REDIRECT, location);
    }

    static FullHttpResponse reject(Reject reject) {
        Content body =
                reject.body().orElseGet(() -> Content.text("text/plain", reject.detail() + "\n"));
        FullHttpResponse response =
                full(
                        HttpResponseStatus.valueOf(reject.reason().status()),
                        Unpooled.wrappedBuffer(body.bytes().duplicate()),
                        body.mediaType());
        add(response, body.fields());
        add(response, reject.fields());
        return response;
    }

    /** A plain-text answer of the front door's own. */
    static FullHttpResponse text(HttpResponseStatus status, String line) {
        ByteBuf body = Unpooled.copiedBuffer(line + "\n", StandardCharsets.UTF_8);
        return full(status, body, "text/plain");
    }

    /**
     * The mount answers as many requests as it may already.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4">RFC 9110: 503</a>
     */
    static FullHttpResponse tooBusy() {
        FullHttpResponse response =
                text(
                        HttpResponseStatus.SERVICE_UNAVAILABLE,
                        "too many requests are running; try again in a moment");
        response.headers().set(HttpHeaderNames.RETRY_AFTER, 1);
        return response;
    }

    static FullHttpResponse full(HttpResponseStatus status, ByteBuf body, String mediaType) {
        FullHttpResponse response = empty(status, body);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, mediaType);
        return response;
    }

    static void add(FullHttpResponse response, Map<String, String> fields) {
        fields.forEach((name, value) -> response.headers().set(name, value));
    }

    private static FullHttpResponse redirect(HttpResponseStatus status, String location) {
        FullHttpResponse response = empty(status, Unpooled.EMPTY_BUFFER);
        response.headers()
                .set(HttpHeaderNames.LOCATION, location)
                // It depends on who asks and dies with its signature (RFC 9111 section 5.2.2.5).
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        return response;
    }

    private static FullHttpResponse empty(HttpResponseStatus status, ByteBuf body) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body, FIELDS, FIELDS);
        response.headers()
                .set(HttpHeaderNames.DATE, HttpDate.now())
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        return response;
    }
}
