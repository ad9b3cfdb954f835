package dev.fairlead.rhcos.stream;

import java.util.List;
import java.util.OptionalLong;

/** What legacy documents leave to be guessed. */
final class LegacyName {
    private static final List<String> ARCHITECTURES =
            List.of("aarch64", "ppc64le", "s390x", "x86_64");

    private LegacyName() {}

    /** Documents were one per architecture; the first ones were x86_64 and did not say so. */
    static String architecture(String base) {
        return ARCHITECTURES.stream().filter(base::contains).findFirst().orElse("x86_64");
    }

    static OptionalLong bytes(Fields image) {
        return switch (image.json().get("size").orElse(null)) {
            case null -> OptionalLong.empty();
            case Json.Scalar(String literal, _) when literal.matches("\\d{1,18}") ->
                    OptionalLong.of(Long.parseLong(literal));
            default -> {
                image.problem("wrong-type", "'size' is not a number of bytes");
                yield OptionalLong.empty();
            }
        };
    }
}
