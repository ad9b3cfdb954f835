package dev.fairlead.spi;

import java.net.URI;
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

/**
 * Reads a part of the configuration, and knows what has been read: a key that nobody asked for is a
 * typing error and stops the start-up ({@link #requireAllRead}). For one thread, at start-up.
 *
 * <p>Every getter throws {@link ConfigurationException} naming the key, the fault and what would be
 * right.
 */
public final class Settings {
    private final Section section;

    private Settings(Section section) {
        this.section = section;
    }

    /**
     * Settings from a tree of maps, lists and scalars.
     *
     * @param path what stands before the keys in messages, such as {@code fairlead.mounts.a}
     */
    public static Settings of(String path, Map<String, ?> tree) {
        return new Settings(new Section(path, tree));
    }

    public boolean has(String key) {
        return section.has(key);
    }

    /** Whether keys stand below this one, and not a single value. */
    public boolean hasMap(String key) {
        return section.value(key).filter(Map.class::isInstance).isPresent();
    }

    /** What stands before the keys in messages, such as {@code fairlead.mounts.a}. */
    public String path() {
        return section.path();
    }

    public String string(String key) {
        section.describe(key, "text", "required", "");
        return optionalString(key).orElseThrow(() -> error(key, "is missing"));
    }

    public String string(String key, String otherwise) {
        section.describe(key, "text", otherwise, "");
        return optionalString(key).orElse(otherwise);
    }

    public Optional<String> optionalString(String key) {
        section.describe(key, "text", "", "");
        return section.scalar(key, "a text", text -> text);
    }

    public boolean flag(String key, boolean otherwise) {
        section.describe(key, "true or false", String.valueOf(otherwise), "");
        return section.scalar(key, "true or false", Scalars::flag).orElse(otherwise);
    }

    /** A whole number within bounds, both included. */
    public int integer(String key, int otherwise, int min, int max) {
        section.describe(key, "whole number", String.valueOf(otherwise), min + " to " + max);
        int value = section.scalar(key, "a whole number", Integer::parseInt).orElse(otherwise);
        return within(key, value, min, max, value >= min && value <= max);
    }

    /** A number that is not negative, such as a price. */
    public double decimal(String key, double otherwise) {
        section.describe(key, "number", String.valueOf(otherwise), "0 up");
        double value = section.scalar(key, "a number", Double::parseDouble).orElse(otherwise);
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw error(key, value + " is not a number from 0 up");
        }
        return value;
    }

    /** A time with its unit ({@code 500ms}, {@code 20m}, {@code 6h}), within bounds. */
    public Duration duration(String key, Duration otherwise, Duration min, Duration max) {
        String bounds = Scalars.text(min) + " to " + Scalars.text(max);
        section.describe(key, "time", Scalars.text(otherwise), bounds);
        Duration value =
                section.scalar(
                                key,
                                "a time with its unit, such as 500ms, 20s, 5m, 6h or 1d",
                                Scalars::time)
                        .orElse(otherwise);
        return within(key, value, min, max, value.compareTo(min) >= 0 && value.compareTo(max) <= 0);
    }

    /** A size with its unit ({@code 64MiB}), in bytes, within bounds. */
    public long bytes(String key, long otherwise, long min, long max) {
        String bounds = Scalars.text(min) + " to " + Scalars.text(max);
        section.describe(key, "size", Scalars.text(otherwise), bounds);
        long value =
                section.scalar(key, "a size with its unit, such as 64KiB or 32MiB", Scalars::bytes)
                        .orElse(otherwise);
        return within(key, value, min, max, value >= min && value <= max);
    }

    /** An absolute http or https URL with a host and without user, query or fragment. */
    public URI url(String key) {
        section.describe(key, "URL", "required", "");
        return section.scalar(key, "a URL such as https://cdn.example", Scalars::url)
                .orElseThrow(() -> error(key, "is missing"));
    }

    /** One of the names that are allowed, or {@code otherwise} where the key is missing. */
    public String oneOf(String key, Collection<String> allowed, String otherwise) {
        section.describe(key, Setting.oneOf(allowed), otherwise, "");
        return optionalString(key).map(name -> allowed(key, name, allowed)).orElse(otherwise);
    }

    /** One of the names that are allowed. */
    public String oneOf(String key, Collection<String> allowed) {
        section.describe(key, Setting.oneOf(allowed), "required", "");
        return allowed(key, string(key), allowed);
    }

    /** A list of texts; empty where the key is missing. */
    public List<String> strings(String key) {
        section.describe(key, "list of texts", "", "");
        List<String> texts = new ArrayList<>();
        for (Object item : section.items(key)) {
            if (item instanceof Map || item instanceof List) {
                throw error(key, "is a list of texts, not of maps or lists");
            }
            texts.add(String.valueOf(item));
        }
        return List.copyOf(texts);
    }

    /** A list of texts that are all allowed, without duplicates; empty where the key is missing. */
    public Set<String> someOf(String key, Collection<String> allowed) {
        section.describe(key, "list of names", "", "");
        Set<String> names = new LinkedHashSet<>();
        strings(key).forEach(name -> names.add(allowed(key, name, allowed)));
        return names;
    }

    /** A list of maps; empty where the key is missing. */
    public List<Settings> list(String key) {
        section.describe(key, "list of maps", "", "");
        List<Settings> list = new ArrayList<>();
        for (Object item : section.items(key)) {
            list.add(child(key, key + "[" + list.size() + "]", item));
        }
        return list;
    }

    /** The map below a key; an empty one where the key is missing. */
    public Settings section(String key) {
        section.describe(key, "map", "", "");
        return child(key, key, section.value(key).orElse(Map.of()));
    }

    /** The map below a key whose keys are names that the operator chose. */
    public Map<String, Settings> named(String key) {
        Settings chosen = section(key);
        Map<String, Settings> named = new LinkedHashMap<>();
        chosen.section.names().forEach(name -> named.put(name, chosen.section(name)));
        return named;
    }

    /** The names below a map of the operator's own, such as those of prices. */
    public Set<String> names() {
        return Set.copyOf(section.names());
    }

    public ConfigurationException error(String key, String problem) {
        return section.error(key, problem);
    }

    /** Refuses what nobody asked for, here and in every section that was handed out. */
    public void requireAllRead() {
        section.requireAllRead();
    }

    /** The paths of all keys that somebody asked for, here and below. */
    public SortedSet<String> known() {
        return section.known();
    }

    /** What somebody read, here and below, in the order of its keys. */
    public SortedSet<Setting> described() {
        return section.described();
    }

    private Settings child(String key, String below, Object value) {
        return new Settings(section.child(key, section.path() + "." + below, value));
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
}
