package dev.fairlead.rhcos.stream;

import java.util.List;
import java.util.Optional;

/** Reads fields of an object that may be of the wrong type, which becomes a {@link Problem}. */
record Fields(Json.Fields json, String where, List<Problem> problems) {

    Optional<Json.Text> text(String name) {
        return typed(name, Json.Text.class, "a string");
    }

    /** A string's value; an empty one is as good as none (plume writes it for no signature). */
    Optional<String> string(String name) {
        return text(name).map(Json.Text::value).filter(value -> !value.isEmpty());
    }

    Optional<Fields> fields(String name) {
        return typed(name, Json.Fields.class, "an object")
                .map(found -> new Fields(found, where + "/" + name, problems));
    }

    /** All fields, each of which must be an object. */
    List<Named> each() {
        return json.members().stream()
                .flatMap(m -> fields(m.name()).map(f -> new Named(m.name(), f)).stream())
                .toList();
    }

    void problem(String rule, String detail) {
        problems.add(new Problem(rule, where, detail));
    }

    private <T extends Json> Optional<T> typed(String name, Class<T> type, String wanted) {
        Optional<Json> value = json.get(name);
        if (value.isPresent() && !type.isInstance(value.get())) {
            problem("wrong-type", "'" + name + "' is not " + wanted);
        }
        return value.filter(type::isInstance).map(type::cast);
    }

    record Named(String name, Fields fields) {}
}
