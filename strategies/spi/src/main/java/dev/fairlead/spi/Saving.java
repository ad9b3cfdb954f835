package dev.fairlead.spi;

import java.util.OptionalLong;

/**
 * What a redirect spares against the CDN.
 *
 * @param lengthBytes the size of what is downloaded, where a probe told it
 * @param usdPerGb the CDN's price less the copy's, in USD per 10^9 bytes
 */
public record Saving(OptionalLong lengthBytes, double usdPerGb) {

    public static final Saving NONE = new Saving(OptionalLong.empty(), 0);

    /** The estimated USD, 0 where the length is unknown. */
    public double usd() {
        return lengthBytes.orElse(0) * usdPerGb / 1e9;
    }
}
