package dev.fairlead.spi;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads a part of the configuration, and knows what has been read: a key that nobody asked for is a
 * typing error and stops the start-up ({@link #requireAllRead}). For one thread, at start-up.
 *
 * <p>Every getter throws {@link ConfigurationException} naming the key, the fault and what would be
 * right.
 */
public final class Settings {
    private final String path;
    private final Map<String, Object> tree;
    private final Set<String> asked = new TreeSet<>();
    private final Map<String, Setting> described = new TreeMap<>();

    /** By path: who asks twice gets the same section, with what was read of it. */
    private final Map<String, Settings> sections = new LinkedHashMap<>();

    private Settings(String path, Map<String, Object> tree) {
        this.path = path;
        this.tree = tree;
    }

    /**
     * Settings from a tree of maps, lists and scalars.
     *
     * @param path what stands before the keys in messages, such as {@code fairlead.mounts.a}
     */
    public static Settings of(String path, Map<String, ?> tree) {
        return new Settings(path, new LinkedHashMap<>(tree));
    }

    public boolean has(String key) {
        asked.add(key);
        return tree.containsKey(key);
    }

    /** Whether keys stand below this one, and not a single value. */
    public boolean hasMap(String key) {
        asked.add(key);
        return tree.get(key) instanceof Map;
    }

    /** What stands before the keys in messages, such as {@code fairlead.mounts.a}. */
    public String path() {
        return path;
    }

    public String string(String key) {
        describe(key, "text", "required", "");
        return optionalString(key).orElseThrow(() -> error(key, "is missing"));
    }

    public String string(String key, String otherwise) {
        describe(key, "text", otherwise, "");
        return optionalString(key).orElse(otherwise);
    }

    public Optional<String> optionalString(String key) {
        describe(key, "text", "", "");
        return scalar(key, "a text", text -> text);
    }

    public boolean flag(String key, boolean otherwise) {
        describe(key, "true or false", String.valueOf(otherwise), "");
        return scalar(key, "true or false", Scalars::flag).orElse(otherwise);
    }

    /** A whole number within bounds, both included. */
    public int integer(String key, int otherwise, int min, int max) {
        describe(key, "whole number", String.valueOf(otherwise), min + " to " + max);
        int value = scalar(key, "a whole number", Integer::parseInt).orElse(otherwise);
        return within(key, value, min, max, value >= min && value <= max);
    }

    /** A number that is not negative, such as a price. */
    public double decimal(String key, double otherwise) {
        describe(key, "number", String.valueOf(otherwise), "0 up");
        double value = scalar(key, "a number", Double::parseDouble).orElse(otherwise);
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw error(key, value + " is not a number from 0 up");
        }
        return value;
    }

    /** A time with its unit ({@code 500ms}, {@code 20m}, {@code 6h}), within bounds. */
    public Duration duration(String key, Duration otherwise, Duration min, Duration max) {
        String bounds = Scalars.text(min) + " to " + Scalars.text(max);
        describe(key, "time", Scalars.text(otherwise), bounds);
        Duration value =
                scalar(key, "a time with its unit, such as 500ms, 20s, 5m, 6h or 1d", Scalars::time)
                        .orElse(otherwise);
        return within(key, value, min, max, value.compareTo(min) >= 0 && value.compareTo(max) <= 0);
    }

    /** A size with its unit ({@code 64MiB}), in bytes, within bounds. */
    public long bytes(String key, long otherwise, long min, long max) {
        String bounds = Scalars.text(min) + " to " + Scalars.text(max);
        describe(key, "size", Scalars.text(otherwise), bounds);
        long value =
                scalar(key, "a size with its unit, such as 64KiB or 32MiB", Scalars::bytes)
                        .orElse(otherwise);
        return within(key, value, min, max, value >= min && value <= max);
    }

    /** An absolute http or https URL with a host and without user, query or fragment. */
    public URI url(String key) {
        describe(key, "URL", "required", "");
        String text = string(key);
        try {
            URI url = new URI(text);
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (http
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw error(key, "'" + text + "' is not a URL: " + e.getReason());
        }
        throw error(key, "'" + text + "' is not a URL such as https://cdn.example");
    }

    /** One of the names that are allowed, or {@code otherwise} where the key is missing. */
    public String oneOf(String key, Collection<String> allowed, String otherwise) {
        describe(key, Setting.oneOf(allowed), otherwise, "");
        return optionalString(key).map(name -> allowed(key, name, allowed)).orElse(otherwise);
    }

    /** One of the names that are allowed. */
    public String oneOf(String key, Collection<String> allowed) {
        describe(key, Setting.oneOf(allowed), "required", "");
        return allowed(key, string(key), allowed);
    }

    /** A list of texts; empty where the key is missing. */
    public List<String> strings(String key) {
        describe(key, "list of texts", "", "");
        List<String> texts = new ArrayList<>();
        for (Object item : items(key)) {
            if (item instanceof Map || item instanceof List) {
                throw error(key, "is a list of texts, not of maps or lists");
            }
            texts.add(String.valueOf(item));
        }
        return List.copyOf(texts);
    }

    /** A list of texts that are all allowed, without duplicates; empty where the key is missing. */
    public Set<String> someOf(String key, Collection<String> allowed) {
        describe(key, "list of names", "", "");
        Set<String> names = new LinkedHashSet<>();
        strings(key).forEach(name -> names.add(allowed(key, name, allowed)));
        return names;
    }

    /** A list of maps; empty where the key is missing. */
    public List<Settings> list(String key) {
        describe(key, "list of maps", "", "");
        List<Settings> list = new ArrayList<>();
        for (Object item : items(key)) {
            list.add(child(key, path + "." + key + "[" + list.size() + "]", item));
        }
        return list;
    }

    /** The map below a key; an empty one where the key is missing. */
    public Settings section(String key) {
        describe(key, "map", "", "");
        asked.add(key);
        return child(key, path + "." + key, tree.getOrDefault(key, Map.of()));
    }

    /** The map below a key whose keys are names that the operator chose. */
    public Map<String, Settings> named(String key) {
        Settings section = section(key);
        Map<String, Settings> named = new LinkedHashMap<>();
        section.tree.keySet().forEach(name -> named.put(name, section.section(name)));
        return named;
    }

    /** The names below a map of the operator's own, such as those of prices. */
    public Set<String> names() {
        return Set.copyOf(tree.keySet());
    }

    public ConfigurationException error(String key, String problem) {
        return new ConfigurationException(path + "." + key, problem);
    }

    /** Refuses what nobody asked for, here and in every section that was handed out. */
    public void requireAllRead() {
        for (String key : tree.keySet()) {
            if (!asked.contains(key)) {
                throw error(key, "unknown key" + Nearest.hint(key, asked));
            }
        }
        sections.values().forEach(Settings::requireAllRead);
    }

    /** The paths of all keys that somebody asked for, here and below. */
    public SortedSet<String> known() {
        SortedSet<String> known = new TreeSet<>();
        asked.forEach(key -> known.add(path + "." + key));
        sections.values().forEach(section -> known.addAll(section.known()));
        return known;
    }

    /** What somebody read, here and below, in the order of its keys. */
    public SortedSet<Setting> described() {
        SortedSet<Setting> all = new TreeSet<>();
        addTo(all, path.length() + 1);
        all.removeIf(setting -> all.stream().anyMatch(other -> other.isWithin(setting)));
        return all;
    }

    private void addTo(Set<Setting> all, int start) {
        described.values().forEach(setting -> all.add(setting.below(start)));
        sections.values().forEach(section -> section.addTo(all, start));
    }

    /** Getters that call others say it first; who looked with {@link #has} can do without. */
    private void describe(String key, String type, String otherwise, String bounds) {
        String missing = otherwise.equals("required") && asked.contains(key) ? "" : otherwise;
        described.putIfAbsent(key, new Setting(path + "." + key, type, missing, bounds));
    }

    private List<?> items(String key) {
        asked.add(key);
        Object value = tree.getOrDefault(key, List.of());
        if (value instanceof List<?> list) {
            return list;
        }
        if (value instanceof String text) { // an environment variable can only hold a text
            return text.isBlank() ? List.of() : List.of(text.split("\\s*,\\s*"));
        }
        throw error(key, "is not a list");
    }

    private Settings child(String key, String childPath, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw error(key, "has one value where a map of keys belongs");
        }
        return sections.computeIfAbsent(
                childPath,
                _ -> {
                    Map<String, Object> copy = new LinkedHashMap<>();
                    map.forEach((name, item) -> copy.put(String.valueOf(name), item));
                    return new Settings(childPath, copy);
                });
    }

    private String allowed(String key, String name, Collection<String> allowed) {
        if (allowed.contains(name)) {
            return name;
        }
        throw error(key, "unknown '" + name + "'" + Nearest.hint(name, allowed));
    }

    private <T> T within(String key, T value, Object min, Object max, boolean holds) {
        if (!holds) {
            throw error(key, value + " is not within " + min + " to " + max);
        }
        return value;
    }

    private <T> Optional<T> scalar(String key, String wanted, Function<String, T> read) {
        asked.add(key);
        Object value = tree.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Map || value instanceof List) {
            throw error(key, "is not " + wanted);
        }
        try {
            return Optional.of(read.apply(value.toString()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw error(key, "'" + value + "' is not " + wanted);
        }
    }
}
