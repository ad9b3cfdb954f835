package dev.fairlead.app.door;

import dev.fairlead.app.host.Routed;
import dev.fairlead.spi.Body;
import dev.fairlead.spi.Content;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.Created;
import dev.fairlead.spi.RouteDecision.Fail;
import dev.fairlead.spi.RouteDecision.NoContent;
import dev.fairlead.spi.RouteDecision.PassThrough;
import dev.fairlead.spi.RouteDecision.Redirect;
import dev.fairlead.spi.RouteDecision.Reject;
import dev.fairlead.spi.RouteDecision.Serve;
import dev.fairlead.spi.Trace;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A decision as every front door answers it. To HEAD it is the same: the body isn't sent, which is
 * up to what carries the answer.
 *
 * @param phrase what the status line says instead of the standard phrase
 * @param fields with names in lower case; without Date and Content-Length, which carriers add
 */
public record Response(int status, Optional<String> phrase, Map<String, String> fields, Body body) {

    /**
     * The answer to a routed request. May sign a URL anew, which takes a millisecond: not on a
     * thread that others wait for then.
     */
    public static Response of(Routed routed, RouteDecision decision) {
        if (decision instanceof Redirect redirect) {
            return redirect(redirect.status(), redirect.reasonPhrase(), redirect.location());
        }
        if (decision instanceof PassThrough through) {
            return redirect(
                    routed.mount().passThrough().status(),
                    Optional.empty(),
                    routed.passThroughUrl(through.path()));
        }
        if (decision instanceof NoContent none) {
            return new Response(204, Optional.empty(), Map.of(), Body.EMPTY).with(none.fields());
        }
        if (decision instanceof Created(String location, Content content, Trace _)) {
            return of(201, content.mediaType(), content.body())
                    .with(content.fields())
                    .with(Map.of("location", location));
        }
        if (decision instanceof Fail fail) {
            return text(fail.status(), fail.detail()).with(fail.fields());
        }
        return decision instanceof Serve serve
                ? ContentResponse.of(
                        serve.content(), routed.request().method(), routed.request().fields())
                : reject((Reject) decision);
    }

    /** Sends the client elsewhere, with the method that it used. */
    public static Response redirect(String location) {
        return redirect(307, Optional.empty(), location);
    }

    private static Response redirect(int status, Optional<String> phrase, String location) {
        return new Response(
                status,
                phrase,
                // It depends on who asks and dies with its signature (RFC 9111 section 5.2.2.5).
                Map.of("location", location, "cache-control", "no-store"),
                Body.EMPTY);
    }

    private static Response reject(Reject reject) {
        Content body =
                reject.body().orElseGet(() -> Content.text("text/plain", reject.detail() + "\n"));
        return of(reject.reason().status(), body.mediaType(), body.body())
                .with(body.fields())
                .with(reject.fields());
    }

    /** A plain-text answer of the front door's own. */
    public static Response text(int status, String line) {
        return of(status, "text/plain", Body.of((line + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** What was decided to be served isn't there; the log says why. */
    public static Response unreadable() {
        return text(500, "this can't be read at the moment; it was reported");
    }

    /** No mount wants the request. */
    public static Response unrouted() {
        return text(404, "no mount has this path");
    }

    public static Response of(int status, String mediaType, Body body) {
        return new Response(status, Optional.empty(), Map.of("content-type", mediaType), body);
    }

    /** The same with more fields, which win over those of the same name. */
    public Response with(Map<String, String> more) {
        if (more.isEmpty()) {
            return this;
        }
        Map<String, String> all = new LinkedHashMap<>(fields);
        more.forEach((name, value) -> all.put(name.toLowerCase(java.util.Locale.ROOT), value));
        return new Response(status, phrase, all, body);
    }
}
