package dev.fairlead.testbed;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Header fields in the order and spelling in which they were sent, since a signature may cover
 * them.
 */
record HttpFields(List<Field> all) {
    static final HttpFields NONE = new HttpFields(List.of());

    HttpFields {
        all = List.copyOf(all);
    }

    static HttpFields of(Map<String, String> values) {
        return new HttpFields(
                values.entrySet().stream().map(e -> new Field(e.getKey(), e.getValue())).toList());
    }

    static HttpFields of(String name, String value) {
        return new HttpFields(List.of(new Field(name, value)));
    }

    Optional<String> first(String name) {
        return all.stream().filter(field -> field.is(name)).map(Field::value).findFirst();
    }

    boolean says(String name, String token) {
        return first(name).filter(value -> value.equalsIgnoreCase(token)).isPresent();
    }

    HttpFields with(String name, String value) {
        List<Field> more = new ArrayList<>(all);
        more.add(new Field(name, value));
        return new HttpFields(more);
    }

    HttpFields without(Set<String> lowerCaseNames) {
        return new HttpFields(
                all.stream().filter(field -> !lowerCaseNames.contains(field.key())).toList());
    }

    Map<String, String> byLowerCaseName() {
        Map<String, String> values = new LinkedHashMap<>();
        all.forEach(field -> values.merge(field.key(), field.value(), (a, b) -> a + ", " + b));
        return values;
    }

    /** The form in which the fields travel, without the empty line that ends them. */
    String wire() {
        return all.stream().map(f -> f.name() + ": " + f.value() + "\r\n").collect(joining());
    }

    record Field(String name, String value) {
        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }

        String key() {
            return name.toLowerCase(Locale.ROOT);
        }
    }
}
