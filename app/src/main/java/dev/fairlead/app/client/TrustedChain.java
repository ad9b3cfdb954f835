package dev.fairlead.app.client;

import dev.fairlead.app.client.ClientAddressSettings.Header;
import dev.fairlead.spi.HeaderFields;

import java.net.InetAddress;
import java.util.Optional;

/** From the right, the first address that is not a trusted proxy's. */
record TrustedChain(Header header, TrustedProxies trusted) implements AddressSource {

    @Override
    public Optional<InetAddress> find(InetAddress peer, HeaderFields fields) {
        EntriesFromRight entries = EntriesFromRight.of(header, fields);
        InetAddress nearest = peer;
        while (trusted.contains(nearest)) {
            Optional<String> entry = entries.next();
            if (entry.isEmpty()) {
                // A proxy always says for whom it asks; who doesn't is asking for itself.
                return nearest.equals(peer) ? Optional.empty() : Optional.of(nearest);
            }
            Optional<InetAddress> next = header.address(entry.get());
            if (next.isEmpty()) {
                return Optional.empty();
            }
            nearest = next.get();
        }
        return Optional.of(nearest);
    }
}
