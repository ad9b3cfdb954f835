package dev.fairlead.testbed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a query, percent-decoded, in the order sent. */
record QueryParameters(List<Map.Entry<String, String>> all) {

    QueryParameters {
        all = List.copyOf(all);
    }

    static QueryParameters parse(String rawQuery) {
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        for (String pair : rawQuery.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.add(Map.entry(Percent.decode(name), Percent.decode(value)));
            }
        }
        return new QueryParameters(parameters);
    }

    /** A body of type application/x-www-form-urlencoded, where a plus is a space. */
    static QueryParameters parseForm(String form) {
        return parse(form.replace("+", "%20"));
    }

    Optional<String> first(String name) {
        return all.stream()
                .filter(p -> p.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    boolean isEmpty() {
        return all.isEmpty();
    }
}
