package dev.fairlead.app.door;

import dev.fairlead.app.door.ByteRange.Part;
import dev.fairlead.spi.Body;
import dev.fairlead.spi.Content;
import dev.fairlead.spi.HeaderFields;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Served content: conditional requests and ranges. Other methods than GET and HEAD get it as it is:
 * by then they have been done, and it isn't what their conditions are about.
 */
record ContentResponse(Content content, String method, HeaderFields request) {

    static Response of(Content content, String method, HeaderFields request) {
        return new ContentResponse(content, method, request).response();
    }

    private Response response() {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return whole();
        }
        Preconditions conditions = new Preconditions(content, request);
        OptionalInt status = conditions.status();
        if (status.isPresent()) {
            return instead(
                    status.getAsInt() == 304
                            ? new Response(304, Optional.empty(), Map.of(), Body.EMPTY)
                            : Response.text(412, "the content isn't what the request wants"));
        }
        // HEAD has no ranges (RFC 9110 section 14.2).
        return method.equals("GET") && conditions.rangeHolds()
                ? ranged(
                        ByteRange.parse(request.first("range").orElse(""), content.body().length()))
                : whole();
    }

    private Response whole() {
        return described(Response.of(200, content.mediaType(), content.body()));
    }

    private Response ranged(ByteRange range) {
        long length = content.body().length();
        return switch (range) {
            case ByteRange.Whole _ -> whole();
            case ByteRange.Parts(List<Part> parts) -> described(partial(parts));
            case ByteRange.Unsatisfiable _ ->
                    instead(
                            Response.text(416, "this is no range of its " + length + " bytes")
                                    .with(Map.of("content-range", "bytes */" + length)));
        };
    }

    private Response partial(List<Part> parts) {
        if (parts.size() > 1) {
            return Multipart.of(content, parts);
        }
        Part part = parts.getFirst();
        return Response.of(
                        206, content.mediaType(), content.body().slice(part.first(), part.length()))
                .with(Map.of("content-range", contentRange(part, content.body().length())));
    }

    static String contentRange(Part part, long length) {
        return "bytes " + part.first() + "-" + part.last() + "/" + length;
    }

    private Response described(Response response) {
        return validated(
                content.lastModified()
                        .map(time -> response.with(Map.of("last-modified", HttpDate.of(time))))
                        .orElse(response)
                        .with(content.fields()));
    }

    /** An answer without the content has no fields that describe it. */
    private Response instead(Response response) {
        Map<String, String> fields = new HashMap<>(content.fields());
        fields.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith("content-"));
        return validated(response.with(fields));
    }

    private Response validated(Response response) {
        return response.with(Map.of("etag", content.entityTag(), "accept-ranges", "bytes"));
    }
}
