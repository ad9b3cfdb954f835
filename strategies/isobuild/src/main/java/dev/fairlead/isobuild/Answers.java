package dev.fairlead.isobuild;

import dev.fairlead.isobuild.Composition.Composed;
import dev.fairlead.isobuild.Composition.Failed;
import dev.fairlead.spi.Content;
import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteDecision.Created;
import dev.fairlead.spi.RouteDecision.Fail;
import dev.fairlead.spi.RouteDecision.NoContent;
import dev.fairlead.spi.RouteDecision.PassThrough;
import dev.fairlead.spi.RouteDecision.Reason;
import dev.fairlead.spi.RouteDecision.Redirect;
import dev.fairlead.spi.RouteDecision.Reject;
import dev.fairlead.spi.RouteDecision.Serve;
import dev.fairlead.spi.Trace;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Decisions in short. */
final class Answers {
    private static final String BYTES = "application/octet-stream";

    private static final String DISPOSITION = "attachment; filename=";

    private Answers() {}

    /** A download, saved under a name. */
    static Serve download(Composed image, String file, String reason) {
        return new Serve(
                new Content(
                        BYTES,
                        image.body(),
                        image.entityTag(),
                        Optional.of(image.lastModified()),
                        Map.of("Content-Disposition", DISPOSITION + file)),
                Trace.of(reason));
    }

    /** What a download is saved as. */
    static String fileName(Content download) {
        String field = download.fields().getOrDefault("Content-Disposition", DISPOSITION);
        return field.substring(DISPOSITION.length());
    }

    static Serve page(String mediaType, String text, String reason) {
        return new Serve(
                Content.text(mediaType, text).withField("Cache-Control", "no-store"),
                Trace.of(reason));
    }

    static Fail failed(Failed failed) {
        return new Fail(
                failed.status(), failed.detail(), failed.fields(), Trace.of(failed.reason()));
    }

    /** What a browser may do, which is all that it asks. */
    static NoContent preflight(Map<String, String> fields) {
        return new NoContent(fields, Trace.of("preflight"));
    }

    static Reject reject(Reason reason, String detail, String trace) {
        return new Reject(reason, detail, Optional.empty(), Map.of(), Trace.of(trace));
    }

    static Reject notAllowed(boolean options) {
        return notAllowed(
                "images are read only: GET and HEAD", options ? "GET, HEAD, OPTIONS" : "GET, HEAD");
    }

    static Reject notAllowed(String detail, String allowed) {
        return new Reject(
                Reason.METHOD_NOT_ALLOWED,
                detail,
                Optional.empty(),
                Map.of("Allow", allowed),
                Trace.of("method"));
    }

    /** The same with more response fields. */
    static RouteDecision with(RouteDecision decision, Map<String, String> fields) {
        return switch (decision) {
            case Serve(Content content, Trace trace) ->
                    new Serve(withFields(content, fields), trace);
            case Reject(var reason, var detail, var body, var own, var trace) ->
                    new Reject(reason, detail, body, union(own, fields), trace);
            case Fail(int status, var detail, var own, var trace) ->
                    new Fail(status, detail, union(own, fields), trace);
            case Created(String location, Content content, Trace trace) ->
                    new Created(location, withFields(content, fields), trace);
            case NoContent(var own, var trace) -> new NoContent(union(own, fields), trace);
            case Redirect redirect -> redirect;
            case PassThrough through -> through;
        };
    }

    private static Content withFields(Content content, Map<String, String> fields) {
        Content more = content;
        for (var field : fields.entrySet()) {
            more = more.withField(field.getKey(), field.getValue());
        }
        return more;
    }

    private static Map<String, String> union(Map<String, String> own, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(own);
        all.putAll(more);
        return all;
    }
}
