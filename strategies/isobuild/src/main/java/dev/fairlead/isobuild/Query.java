package dev.fairlead.isobuild;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters of a query; of several of one name the first counts, and an empty one is none. */
record Query(Map<String, String> parameters) {

    static Query parse(Optional<String> raw) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : raw.orElse("").split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                decode(pair.substring(0, equals))
                        .ifPresent(name ->
                                decode(pair.substring(equals + 1))
                                        .ifPresent(value -> parameters.putIfAbsent(name, value)));
            }
        }
        return new Query(parameters);
    }

    /** What isn't percent-encoded rightly is left out, as the original did. */
    private static Optional<String> decode(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }
}
