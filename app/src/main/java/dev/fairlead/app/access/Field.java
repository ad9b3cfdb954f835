package dev.fairlead.app.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters of a signed URL; cookies have the same names behind a prefix. */
enum Field {
    EXPIRES("Expires"),
    POLICY("Policy"),
    SIGNATURE("Signature"),
    KEY_PAIR_ID("Key-Pair-Id"),
    HASH_ALGORITHM("Hash-Algorithm");

    private static final Map<String, Field> BY_PARAMETER = new HashMap<>();
    private static final Map<String, Field> BY_COOKIE = new HashMap<>();

    static {
        for (Field field : values()) {
            BY_PARAMETER.put(field.parameter, field);
            BY_COOKIE.put("CloudFront-" + field.parameter, field);
        }
    }

    private final String parameter;

    Field(String parameter) {
        this.parameter = parameter;
    }

    String parameter() {
        return parameter;
    }

    static Optional<Field> ofParameter(String name) {
        return Optional.ofNullable(BY_PARAMETER.get(name));
    }

    static Optional<Field> ofCookie(String name) {
        return Optional.ofNullable(BY_COOKIE.get(name));
    }
}
