package dev.fairlead.spi.copies;

import dev.fairlead.spi.ClientRegion;
import dev.fairlead.spi.ObjectKey;

import java.time.Duration;

/**
 * What a copy is looked for.
 *
 * @param method GET or HEAD, which the signature will be for
 * @param overIpv6 whether the client needs a host that has an IPv6 address
 * @param life how long the URL shall be good
 */
public record Wanted(
        String method, ObjectKey key, ClientRegion client, boolean overIpv6, Duration life) {}
