package dev.fairlead.app.client;

import dev.fairlead.app.client.ClientAddressSettings.Header;
import dev.fairlead.spi.HeaderFields;

import java.net.InetAddress;
import java.util.Optional;

/**
 * The n-th entry from the right, where n proxies are known to stand before us.
 *
 * @see <a
 *     href="https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/X-Forwarded-For#selecting_an_ip_address">X-Forwarded-For:
 *     selecting an address</a>
 */
record CountedHops(Header header, int hops) implements AddressSource {

    @Override
    public Optional<InetAddress> find(InetAddress peer, HeaderFields fields) {
        EntriesFromRight entries = EntriesFromRight.of(header, fields);
        for (int hop = 1; hop < hops; hop++) {
            if (entries.next().isEmpty()) {
                return Optional.empty();
            }
        }
        return entries.next().flatMap(header::address);
    }
}
