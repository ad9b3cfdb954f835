package dev.fairlead.isobuild.assisted;

import java.util.Optional;
import java.util.regex.Pattern;

/** The id of an infra-env: a UUID in lower case, which nothing else can hide in. */
public record ImageId(String value) {
    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    public static Optional<ImageId> parse(String text) {
        return UUID.matcher(text).matches() ? Optional.of(new ImageId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
