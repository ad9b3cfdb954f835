package dev.fairlead.app.config;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts {@code FAIRLEAD_…} variables over the file: {@code FAIRLEAD_PRICES_CDN} is {@code
 * fairlead.prices.cdn}. Since {@code _} stands for both dots and dashes, a variable follows the
 * keys that are there (and the sections that always are); what is left over is the last key.
 */
final class EnvironmentOverlay {
    private static final String PREFIX = "FAIRLEAD_";

    /** Not settings but what the launcher and the tests read. */
    private static final Set<String> NOT_SETTINGS =
            Set.of("CONFIG", "PLUGINS", "HOME", "JAVA_OPTS", "RANGE_FILES", "LOG");

    private static final Set<String> SECTIONS =
            Set.of(
                    "server",
                    "client-address",
                    "ranges",
                    "prices",
                    "object-store",
                    "lambda",
                    "edge",
                    "background",
                    "upstream",
                    "mounts");

    private EnvironmentOverlay() {}

    static Map<String, Object> over(Map<String, Object> tree, Map<String, String> environment) {
        Map<String, Object> result = deepCopy(tree);
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !isReserved(name)) {
                put(result, name.substring(PREFIX.length()), value, true);
            }
        });
        return result;
    }

    private static boolean isReserved(String name) {
        return NOT_SETTINGS.contains(name.substring(PREFIX.length()));
    }

    private static void put(Map<String, Object> tree, String rest, String value, boolean top) {
        for (String key : longestFirst(top ? SECTIONS : Set.of(), tree.keySet())) {
            String name = key.toUpperCase(Locale.ROOT).replace('-', '_');
            if (rest.startsWith(name + "_") && !(tree.get(key) instanceof String)) {
                put(section(tree, key), rest.substring(name.length() + 1), value, false);
                return;
            }
        }
        tree.put(rest.toLowerCase(Locale.ROOT).replace('_', '-'), value);
    }

    /** Of the mounts {@code app} and {@code app-ci}, {@code APP_CI_…} means the latter. */
    private static List<String> longestFirst(Set<String> a, Set<String> b) {
        return Stream.concat(a.stream(), b.stream())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    @SuppressWarnings("unchecked") // deepCopy made every map of this kind
    private static Map<String, Object> section(Map<String, Object> tree, String key) {
        Object section = tree.computeIfAbsent(key, _ -> new LinkedHashMap<String, Object>());
        return section instanceof Map ? (Map<String, Object>) section : tree;
    }

    private static Map<String, Object> deepCopy(Map<?, ?> tree) {
        Map<String, Object> copy = new LinkedHashMap<>();
        tree.forEach((key, value) ->
                copy.put(
                        String.valueOf(key),
                        value instanceof Map<?, ?> map ? deepCopy(map) : value));
        return copy;
    }
}
