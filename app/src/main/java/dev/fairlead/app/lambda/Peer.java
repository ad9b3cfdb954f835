package dev.fairlead.app.lambda;

import dev.fairlead.app.client.AddressText;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who was connected to AWS's front. The front has also appended that address to {@code
 * X-Forwarded-For}; here the field is without it, as a server in the front's place had got it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/x-forwarded-headers.html">ALB:
 *     X-Forwarded-For</a>
 */
record Peer(InetAddress address, EventFields fields) {
    private static final String FORWARDED = "x-forwarded-for";

    /** Stands in no range and is nobody's proxy: an event that was written by hand. */
    private static final InetAddress UNKNOWN = InetAddress.ofLiteral("0.0.0.0");

    /** A peer that the event names. */
    static Peer told(String address, EventFields fields) {
        InetAddress peer = address(address);
        Peer last = appended(fields);
        return last.address.equals(peer) ? last : new Peer(peer, fields);
    }

    /** A peer that only the field names. */
    static Peer appended(EventFields fields) {
        List<String> lines = new ArrayList<>(fields.all(FORWARDED));
        if (lines.isEmpty()) {
            return new Peer(UNKNOWN, fields);
        }
        String line = lines.removeLast();
        int comma = line.lastIndexOf(',');
        if (comma >= 0) {
            lines.add(line.substring(0, comma));
        }
        return new Peer(address(line.substring(comma + 1)), fields.with(FORWARDED, lines));
    }

    static InetAddress address(String text) {
        Optional<InetAddress> address = AddressText.parse(text.strip());
        return address.orElse(UNKNOWN);
    }
}
