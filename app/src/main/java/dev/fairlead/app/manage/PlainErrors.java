package dev.fairlead.app.manage;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;

import jakarta.inject.Singleton;

/** Errors in one line. Micronaut's own repeat the target, whose query may hold signatures. */
@Primary
@Singleton
final class PlainErrors implements ErrorResponseProcessor<String> {

    @Override
    public MutableHttpResponse<String> processResponse(
            ErrorContext context, MutableHttpResponse<?> response) {
        return response.contentType(MediaType.TEXT_PLAIN_TYPE).body(response.reason() + "\n");
    }
}
