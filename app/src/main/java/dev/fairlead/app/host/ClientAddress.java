package dev.fairlead.app.host;

import dev.fairlead.app.config.ClientAddressSettings;
import dev.fairlead.app.config.ClientAddressSettings.Source;
import dev.fairlead.ranges.Prefix;
import dev.fairlead.spi.HeaderFields;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Finds the client address. Topologies:
 *
 * <ul>
 *   <li>{@code peer}: clients connect to us; no header counts.
 *   <li>{@code forwarded} with {@code hops: n}: n proxies stand before us, each of which appends
 *       its peer to {@code X-Forwarded-For}; the n-th entry from the right is the client.
 *   <li>{@code forwarded} with {@code trusted-proxies}: from the right, the first address that is
 *       not one of them.
 * </ul>
 *
 * <p>Entries further left are the client's own words. When in doubt it is the peer address,
 * counted.
 *
 * @see <a
 *     href="https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/X-Forwarded-For#selecting_an_ip_address">X-Forwarded-For:
 *     selecting an address</a>
 */
public final class ClientAddress {
    private final ClientAddressSettings settings;
    private final Counter doubts;

    ClientAddress(ClientAddressSettings settings, MeterRegistry registry) {
        this.settings = settings;
        this.doubts =
                Counter.builder("fairlead.client.address.doubts")
                        .description("Requests whose address header was missing or wrong")
                        .register(registry);
    }

    public InetAddress of(InetAddress peer, HeaderFields fields) {
        if (settings.source() == Source.PEER) {
            return peer;
        }
        List<String> lines = fields.all("x-forwarded-for");
        Optional<InetAddress> client = settings.hops() > 0 ? byHops(lines) : byTrust(peer, lines);
        if (client.isEmpty()) {
            doubts.increment();
        }
        return client.orElse(peer);
    }

    private Optional<InetAddress> byHops(List<String> lines) {
        int left = settings.hops();
        for (int line = lines.size() - 1; line >= 0; line--) {
            String rest = lines.get(line);
            while (true) {
                int comma = rest.lastIndexOf(',');
                if (--left == 0) {
                    return AddressText.parse(rest.substring(comma + 1));
                }
                if (comma < 0) {
                    break;
                }
                rest = rest.substring(0, comma);
            }
        }
        return Optional.empty();
    }

    private Optional<InetAddress> byTrust(InetAddress peer, List<String> lines) {
        if (lines.isEmpty() && isTrusted(peer)) {
            return Optional.empty(); // a proxy that says nothing of its client is set up wrong
        }
        InetAddress nearest = peer;
        for (int line = lines.size() - 1; line >= 0; line--) {
            String rest = lines.get(line);
            while (isTrusted(nearest)) {
                int comma = rest.lastIndexOf(',');
                Optional<InetAddress> next = AddressText.parse(rest.substring(comma + 1));
                if (next.isEmpty()) {
                    return Optional.empty();
                }
                nearest = next.get();
                if (comma < 0) {
                    break;
                }
                rest = rest.substring(0, comma);
            }
        }
        return Optional.of(nearest);
    }

    private boolean isTrusted(InetAddress address) {
        for (Prefix prefix : settings.trustedProxies()) {
            if (prefix.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
