package dev.fairlead.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Header fields of a message; names in any case. */
public interface HeaderFields {

    HeaderFields NONE = of(Map.of());

    /** The values of every line of this name, in their order. */
    List<String> all(String name);

    /** The value of the first line of this name. */
    default Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** Fields from a map whose keys are lower case. */
    static HeaderFields of(Map<String, List<String>> lowerCase) {
        return new MapFields(lowerCase);
    }
}
