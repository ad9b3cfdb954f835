package dev.fairlead.rpm;

import dev.fairlead.spi.ObjectKey;
import dev.fairlead.spi.RouteRequest;

import java.net.InetAddress;

/**
 * Clients that come back at once for the same file: librepo asks four times for what arrived broken
 * or not at all, each time through here.
 *
 * @param notes whether who asks is noted for the next time
 */
record Retries(Recent<Sent> recent, boolean notes) {

    /** Who was sent to the source for what. */
    record Sent(InetAddress client, ObjectKey key) {}

    Retries(Recent<Sent> recent) {
        this(recent, true);
    }

    Retries unnoted() {
        return new Retries(recent, false);
    }

    /** Whether the client was sent to the source a moment ago. */
    boolean isOne(RouteRequest request, ObjectKey key) {
        Sent sent = new Sent(request.client(), key);
        return request.method().equals("GET") // HEAD then GET is no repetition
                && (notes ? !recent.add(sent) : recent.contains(sent));
    }
}
