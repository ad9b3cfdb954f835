package dev.fairlead.isobuild;

import dev.fairlead.spi.RouteDecision;
import dev.fairlead.spi.RouteRequest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What scripts of other sites may do.
 *
 * @param origins who may; {@code *} stands for anything, once each
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch: CORS protocol</a>
 */
record Cors(List<String> origins) {
    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final Set<String> FIELDS =
            Set.of("authorization", "content-type", "if-range", "origin", "range");
    private static final String EXPOSED =
            "Accept-Ranges, Content-Disposition, Content-Length, Content-Range, ETag";

    boolean isOn() {
        return !origins.isEmpty();
    }

    /** Whether a browser only asks what it may ask. */
    boolean isPreflight(RouteRequest request) {
        return isOn()
                && request.method().equals("OPTIONS")
                && request.fields().first("Access-Control-Request-Method").isPresent();
    }

    /** The fields of the answer to a preflight: none that allow anything, if one thing isn't. */
    Map<String, String> preflight(RouteRequest request) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
        String method = request.fields().first("Access-Control-Request-Method").orElse("");
        String asked = request.fields().first("Access-Control-Request-Headers").orElse("");
        Optional<String> origin = origin(request);
        if (origin.isPresent()
                && METHODS.contains(method)
                && names(asked).allMatch(FIELDS::contains)) {
            fields.put("Access-Control-Allow-Origin", origin.get());
            fields.put("Access-Control-Allow-Methods", method);
            if (!asked.isBlank()) {
                fields.put(
                        "Access-Control-Allow-Headers", String.join(", ", names(asked).toList()));
            }
            fields.put("Access-Control-Max-Age", "600");
        }
        return fields;
    }

    private static Stream<String> names(String list) {
        return Stream.of(list.toLowerCase(Locale.ROOT).split(","))
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty));
    }

    /** The same decision, for whoever may read it. */
    RouteDecision applied(RouteRequest request, RouteDecision decision) {
        if (!isOn()) {
            return decision;
        }
        Map<String, String> fields = new LinkedHashMap<>(Map.of("Vary", "Origin"));
        origin(request)
                .ifPresent(origin -> {
                    fields.put("Access-Control-Allow-Origin", origin);
                    fields.put("Access-Control-Expose-Headers", EXPOSED);
                });
        return Answers.with(decision, fields);
    }

    private Optional<String> origin(RouteRequest request) {
        return request.fields()
                .first("Origin")
                .filter(origin -> origins.stream().anyMatch(rule -> matches(rule, origin)));
    }

    private static boolean matches(String rule, String origin) {
        String given = origin.toLowerCase(Locale.ROOT);
        int star = rule.indexOf('*');
        if (star < 0) {
            return rule.equals(given);
        }
        String before = rule.substring(0, star);
        String after = rule.substring(star + 1);
        return given.length() >= before.length() + after.length()
                && given.startsWith(before)
                && given.endsWith(after);
    }
}
