package dev.fairlead.spi;

import java.util.Collection;

/**
 * A key that somebody read, as an operator is told of it.
 *
 * @param key below the mount's {@code settings:}, {@code []} after lists
 * @param type and unit: {@code text}, {@code time}, {@code size}, …
 * @param otherwise what counts where it is missing: a value, {@code required}, or nothing
 * @param bounds both included; nothing where there are none
 */
public record Setting(String key, String type, String otherwise, String bounds)
        implements Comparable<Setting> {

    static String oneOf(Collection<String> allowed) {
        return allowed.size() > 4 ? "name" : String.join(" or ", allowed);
    }

    Setting below(int start) {
        String relative = key.substring(start).replaceAll("\\[\\d+]", "[]");
        return new Setting(relative, type, otherwise, bounds);
    }

    /** Whether it belongs to what another key holds. */
    boolean isWithin(Setting other) {
        return key.startsWith(other.key + ".") || key.startsWith(other.key + "[].");
    }

    @Override
    public int compareTo(Setting other) {
        return key.compareTo(other.key);
    }
}
