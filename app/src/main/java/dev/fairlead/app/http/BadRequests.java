package dev.fairlead.app.http;

import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/** Answers to what Netty could not decode; the connection is closed after them. */
final class BadRequests {
    private BadRequests() {}

    static FullHttpResponse answer(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ ->
                    Responses.text(
                            HttpResponseStatus.REQUEST_URI_TOO_LONG,
                            "the request line is too long");
            case TooLongHttpHeaderException _ ->
                    Responses.text(
                            HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                            "the header fields are too large");
            default ->
                    Responses.text(HttpResponseStatus.BAD_REQUEST, "this is not an HTTP request");
        };
    }
}
