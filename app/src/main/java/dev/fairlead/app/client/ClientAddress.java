package dev.fairlead.app.client;

import dev.fairlead.ranges.RangeTable;
import dev.fairlead.spi.HeaderFields;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds the client address. Topologies:
 *
 * <ul>
 *   <li>{@code peer}: clients connect to us; no header counts.
 *   <li>{@code forwarded} with {@code hops: n}: n proxies stand before us, each of which appends
 *       its peer to the header; the n-th entry from the right is the client.
 *   <li>{@code forwarded} with {@code trusted-proxies}: from the right, the first address that is
 *       not one of them.
 *   <li>{@code cloudfront-viewer-address}: what CloudFront says, if it is CloudFront that says it.
 * </ul>
 *
 * <p>Whatever stands further left is the client's own words. When in doubt it is the peer address,
 * counted.
 */
public final class ClientAddress {
    private final AddressSource source;
    private final Counter doubts;

    public ClientAddress(
            ClientAddressSettings settings, Supplier<RangeTable> table, MeterRegistry registry) {
        TrustedProxies trusted =
                new TrustedProxies(settings.trustedProxies(), settings.trustsCloudFront(), table);
        this.source =
                switch (settings.source()) {
                    case PEER -> (peer, _) -> Optional.of(peer);
                    case FORWARDED ->
                            settings.hops() > 0
                                    ? new CountedHops(settings.header(), settings.hops())
                                    : new TrustedChain(settings.header(), trusted);
                    case CLOUDFRONT_VIEWER_ADDRESS -> new ViewerAddress(trusted, settings.secret());
                };
        this.doubts =
                Counter.builder("fairlead.client.address.doubts")
                        .description("Requests whose address header was missing, wrong or forged")
                        .register(registry);
    }

    public InetAddress of(InetAddress peer, HeaderFields fields) {
        Optional<InetAddress> client = source.find(peer, fields);
        if (client.isPresent()) {
            return client.get();
        }
        doubts.increment();
        return peer;
    }
}
