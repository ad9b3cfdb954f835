package dev.fairlead.ranges;

/** A cloud whose published ranges are understood. */
public enum Cloud {
    AWS,
    GCP,
    AZURE
}
