package dev.fairlead.app.lambda;

import com.fasterxml.jackson.databind.JsonNode;

import dev.fairlead.spi.HeaderFields;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Header fields of an event.
 *
 * @param lines by name in lower case
 */
record EventFields(Map<String, List<String>> lines) implements HeaderFields {

    /** The fields of an event with lists of values, or with one value each. */
    static EventFields read(JsonNode event) {
        JsonNode lists = event.path("multiValueHeaders");
        Map<String, List<String>> lines = new HashMap<>();
        (lists.isObject() ? lists : event.path("headers"))
                .properties()
                .forEach(field ->
                        lines.computeIfAbsent(lowerCase(field.getKey()), _ -> new ArrayList<>())
                                .addAll(values(field.getValue())));
        return new EventFields(lines);
    }

    /** The texts of a list, or of one text. */
    static List<String> values(JsonNode node) {
        if (!node.isArray()) {
            return node.isNull() ? List.of() : List.of(node.asText());
        }
        List<String> values = new ArrayList<>();
        node.forEach(value -> values.add(value.asText()));
        return values;
    }

    /** With cookies that came in a list of their own. */
    EventFields withCookies(JsonNode cookies) {
        return with("cookie", List.of(String.join("; ", values(cookies))));
    }

    EventFields with(String name, List<String> values) {
        Map<String, List<String>> other = new HashMap<>(lines);
        other.put(name, values);
        return new EventFields(other);
    }

    @Override
    public List<String> all(String name) {
        return lines.getOrDefault(lowerCase(name), List.of());
    }

    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
