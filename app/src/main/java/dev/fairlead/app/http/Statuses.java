package dev.fairlead.app.http;

import io.netty.handler.codec.http.HttpResponseStatus;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Statuses with phrases of a strategy's own; a strategy has a few, so they are all kept. */
final class Statuses {
    private static final Map<String, HttpResponseStatus> KNOWN = new ConcurrentHashMap<>();

    private Statuses() {}

    static HttpResponseStatus of(int code, String phrase) {
        HttpResponseStatus status =
                KNOWN.computeIfAbsent(phrase, _ -> new HttpResponseStatus(code, phrase));
        return status.code() == code ? status : new HttpResponseStatus(code, phrase);
    }
}
