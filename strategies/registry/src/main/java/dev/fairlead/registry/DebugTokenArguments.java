package dev.fairlead.registry;

import dev.fairlead.spi.MalformedPathException;
import dev.fairlead.spi.RequestPath;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code fairlead debug-token} is asked for.
 *
 * @param path below the mount's prefix
 * @param name a region, {@code local} or {@code cloudfront}
 */
record DebugTokenArguments(Path secretFile, RequestPath path, String name, Duration life) {
    private static final Set<String> OPTIONS =
            Set.of("--secret-file", "--path", "--region", "--minutes");

    static DebugTokenArguments parse(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            if (!OPTIONS.contains(option) || i + 1 == arguments.size()) {
                throw new IllegalArgumentException(
                        "'"
                                + option
                                + "' is unknown or has no value; there are --secret-file F, --path"
                                + " /…, --region us-west-2|local|cloudfront and --minutes 5");
            }
            given.put(option, arguments.get(i + 1));
        }
        return new DebugTokenArguments(
                Path.of(required(given, "--secret-file")),
                path(required(given, "--path")),
                name(required(given, "--region")),
                life(given.getOrDefault("--minutes", "5")));
    }

    private static String required(Map<String, String> given, String option) {
        return Optional.ofNullable(given.get(option))
                .orElseThrow(() -> new IllegalArgumentException(option + " is missing"));
    }

    private static RequestPath path(String text) {
        try {
            return RequestPath.parse(text);
        } catch (MalformedPathException e) {
            throw new IllegalArgumentException("--path '" + text + "': " + e.getMessage(), e);
        }
    }

    private static String name(String text) {
        if (!text.matches("[a-z0-9-]{1,40}")) {
            throw new IllegalArgumentException(
                    "--region '" + text + "' is not a region such as us-west-2");
        }
        return text;
    }

    private static Duration life(String text) {
        long most = DebugToken.MAX_LIFE.toMinutes();
        if (!text.matches("[1-9][0-9]?") || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException("--minutes '" + text + "' is not 1 to " + most);
        }
        return Duration.ofMinutes(Integer.parseInt(text));
    }
}
