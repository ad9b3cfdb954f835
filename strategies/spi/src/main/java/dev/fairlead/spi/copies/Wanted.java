package dev.fairlead.spi.copies;

import dev.fairlead.spi.ClientRegion;
import dev.fairlead.spi.ObjectKey;

import java.time.Duration;
import java.util.Optional;

/**
 * What a copy is looked for.
 *
 * @param method GET or HEAD, which the signature will be for
 * @param overIpv6 whether the client needs a host that has an IPv6 address
 * @param life how long the URL shall be good
 * @param query what a URL without a signature carries on; a signature would not hold for it
 */
public record Wanted(
        String method,
        ObjectKey key,
        ClientRegion client,
        boolean overIpv6,
        Duration life,
        Optional<String> query) {

    /** Without a query. */
    public Wanted(
            String method, ObjectKey key, ClientRegion client, boolean overIpv6, Duration life) {
        this(method, key, client, overIpv6, life, Optional.empty());
    }
}
