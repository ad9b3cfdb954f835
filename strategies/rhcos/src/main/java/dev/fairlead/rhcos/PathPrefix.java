package dev.fairlead.rhcos;

import dev.fairlead.spi.Settings;

/** The front of a path, percent-decoded: whole segments, from a slash to a slash. */
record PathPrefix(String value) {

    static final PathPrefix ROOT = new PathPrefix("/");

    static PathPrefix read(Settings settings, String key) {
        return read(settings, key, settings.string(key));
    }

    static PathPrefix read(Settings settings, String key, String text) {
        if (text.equals("/") || (text.matches("/.+/") && isKey(text))) {
            return new PathPrefix(text);
        }
        throw settings.error(
                key, "'" + text + "' is not a path such as /art/storage/, from a slash to a slash");
    }

    private static boolean isKey(String text) {
        return Keys.of(text.substring(0, text.length() - 1)).isPresent();
    }

    boolean holds(String path) {
        return path.startsWith(value);
    }

    /** The path with this prefix exchanged for another one. */
    String exchanged(String path, PathPrefix other) {
        return other.value + path.substring(value.length());
    }

    @Override
    public String toString() {
        return value;
    }
}
