package dev.fairlead.app.lambda;

import dev.fairlead.app.door.Response;

import java.util.Map;

/**
 * What ALB and CloudFront put behind the status.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15">RFC 9110: status codes</a>
 */
final class ReasonPhrase {
    private static final Map<Integer, String> STANDARD =
            Map.ofEntries(
                    Map.entry(200, "OK"),
                    Map.entry(206, "Partial Content"),
                    Map.entry(302, "Found"),
                    Map.entry(304, "Not Modified"),
                    Map.entry(307, "Temporary Redirect"),
                    Map.entry(400, "Bad Request"),
                    Map.entry(403, "Forbidden"),
                    Map.entry(404, "Not Found"),
                    Map.entry(405, "Method Not Allowed"),
                    Map.entry(416, "Range Not Satisfiable"),
                    Map.entry(501, "Not Implemented"));

    private ReasonPhrase() {}

    static String of(Response response) {
        return response.phrase()
                .orElseGet(() -> STANDARD.getOrDefault(response.status(), "Unknown"));
    }
}
