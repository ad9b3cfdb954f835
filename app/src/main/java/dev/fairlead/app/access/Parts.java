package dev.fairlead.app.access;

import dev.fairlead.spi.HeaderFields;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The parts of a signature, from one place, each at most once. */
final class Parts {
    private final Map<Field, String> values = new EnumMap<>(Field.class);

    static Parts ofCookies(HeaderFields fields) throws RefusedException {
        Parts parts = new Parts();
        for (String line : fields.all("cookie")) {
            for (String cookie : line.split(";")) {
                int equals = cookie.indexOf('=');
                if (equals > 0) {
                    Optional<Field> field = Field.ofCookie(cookie.substring(0, equals).strip());
                    if (field.isPresent()) {
                        parts.put(field.get(), cookie.substring(equals + 1).strip());
                    }
                }
            }
        }
        return parts;
    }

    void put(Field field, String value) throws RefusedException {
        if (values.put(field, value) != null) {
            throw new RefusedException(field.parameter() + " is there twice");
        }
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    Optional<String> find(Field field) {
        return Optional.ofNullable(values.get(field));
    }

    String get(Field field) throws RefusedException {
        String value = values.get(field);
        if (value == null) {
            throw new RefusedException(field.parameter() + " is missing");
        }
        return value;
    }
}
