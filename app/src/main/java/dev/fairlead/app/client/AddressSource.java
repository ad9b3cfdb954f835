package dev.fairlead.app.client;

import dev.fairlead.spi.HeaderFields;

import java.net.InetAddress;
import java.util.Optional;

/** One way to find the client address; empty means doubt. */
interface AddressSource {

    Optional<InetAddress> find(InetAddress peer, HeaderFields fields);
}
