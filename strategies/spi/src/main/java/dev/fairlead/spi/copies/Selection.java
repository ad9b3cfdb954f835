package dev.fairlead.spi.copies;

import dev.fairlead.spi.Saving;

/** What the {@link CopySelector} found. */
public sealed interface Selection {

    /** A copy that certainly has the bytes, and costs less than the CDN. */
    record Found(String url, Saving saving, String reason) implements Selection {}

    /** No such copy; the reason is a metric's label. */
    record Nowhere(String reason) implements Selection {}

    /** It can't be told without waiting. */
    record NotAtOnce() implements Selection {}
}
