package dev.fairlead.spi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** A map of the configuration, with what of it was asked for and how that was described. */
final class Section {
    private final String path;
    private final Map<String, Object> tree;
    private final Set<String> asked = new TreeSet<>();
    private final Map<String, Setting> described = new TreeMap<>();

    /** By path: who asks twice gets the same one, with what was read of it. */
    private final Map<String, Section> sections = new LinkedHashMap<>();

    Section(String path, Map<?, ?> tree) {
        this.path = path;
        this.tree = new LinkedHashMap<>();
        tree.forEach((key, value) -> this.tree.put(String.valueOf(key), value));
    }

    String path() {
        return path;
    }

    Set<String> names() {
        return tree.keySet();
    }

    /** What stands there; it counts as read. */
    Optional<Object> value(String key) {
        asked.add(key);
        return Optional.ofNullable(tree.get(key));
    }

    boolean has(String key) {
        asked.add(key);
        return tree.containsKey(key);
    }

    <T> Optional<T> scalar(String key, String wanted, Function<String, T> read) {
        return value(key)
                .map(value -> {
                    if (value instanceof Map || value instanceof List) {
                        throw error(key, "is not " + wanted);
                    }
                    try {
                        return read.apply(value.toString());
                    } catch (IllegalArgumentException | ArithmeticException e) {
                        throw error(key, "'" + value + "' is not " + wanted);
                    }
                });
    }

    List<?> items(String key) {
        return switch (value(key).orElse(List.of())) {
            case List<?> list -> list;
            // an environment variable can only hold a text
            case String text -> text.isBlank() ? List.of() : List.of(text.split("\\s*,\\s*"));
            default -> throw error(key, "is not a list");
        };
    }

    Section child(String key, String childPath, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw error(key, "has one value where a map of keys belongs");
        }
        return sections.computeIfAbsent(childPath, _ -> new Section(childPath, map));
    }

    /** Getters that call others say it first; who looked with {@link #has} can do without. */
    void describe(String key, String type, String otherwise, String bounds) {
        String missing = otherwise.equals("required") && asked.contains(key) ? "" : otherwise;
        described.putIfAbsent(key, new Setting(path + "." + key, type, missing, bounds));
    }

    SortedSet<Setting> described() {
        SortedSet<Setting> all = new TreeSet<>();
        addTo(all, path.length() + 1);
        all.removeIf(setting -> all.stream().anyMatch(other -> other.isWithin(setting)));
        return all;
    }

    private void addTo(Set<Setting> all, int start) {
        described.values().forEach(setting -> all.add(setting.below(start)));
        sections.values().forEach(section -> section.addTo(all, start));
    }

    SortedSet<String> known() {
        SortedSet<String> known = new TreeSet<>();
        asked.forEach(key -> known.add(path + "." + key));
        sections.values().forEach(section -> known.addAll(section.known()));
        return known;
    }

    void requireAllRead() {
        for (String key : tree.keySet()) {
            if (!asked.contains(key)) {
                throw error(key, "unknown key" + Nearest.hint(key, asked));
            }
        }
        sections.values().forEach(Section::requireAllRead);
    }

    ConfigurationException error(String key, String problem) {
        return new ConfigurationException(path + "." + key, problem);
    }
}
