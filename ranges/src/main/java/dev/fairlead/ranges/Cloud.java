package dev.fairlead.ranges;

import java.util.Locale;

/** A cloud whose published ranges are understood. */
public enum Cloud {
    AWS,
    GCP,
    AZURE;

    /** The name in lower case, as tools print it and the compact table holds it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
