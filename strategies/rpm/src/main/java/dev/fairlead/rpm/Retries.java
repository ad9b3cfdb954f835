package dev.fairlead.rpm;

import dev.fairlead.spi.ObjectKey;
import dev.fairlead.spi.RouteRequest;

import java.net.InetAddress;

/**
 * Clients that come back at once for the same file: librepo asks four times for what arrived broken
 * or not at all, each time through here.
 */
record Retries(Recent<Sent> recent) {

    /** Who was sent to the source for what. */
    record Sent(InetAddress client, ObjectKey key) {}

    /** Whether the client was sent to the source a moment ago; if not, it is noted now. */
    boolean isOne(RouteRequest request, ObjectKey key) {
        return request.method().equals("GET") // HEAD then GET is no repetition
                && !recent.add(new Sent(request.client(), key));
    }
}
