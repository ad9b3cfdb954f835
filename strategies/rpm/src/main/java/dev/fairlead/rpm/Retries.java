package dev.fairlead.rpm;

import dev.fairlead.rpm.Availability.Available;
import dev.fairlead.spi.ObjectKey;
import dev.fairlead.spi.RouteRequest;

import java.net.InetAddress;

/**
 * Clients that come back at once for the same file: librepo asks four times for what arrived broken
 * or not at all, each time through here.
 *
 * @param ofAny whether every repetition counts, not only that of a suspicious answer
 */
record Retries(Recent<Asked> recent, boolean ofAny) {

    /** Who was sent to the source for what. */
    record Asked(InetAddress client, ObjectKey key) {}

    /** Whether the client was sent to the source a moment ago; if not, it is noted now. */
    boolean isOne(RouteRequest request, ObjectKey key, Available answer) {
        return (ofAny || answer.suspicious())
                && request.method().equals("GET") // HEAD then GET is no repetition
                && !recent.add(new Asked(request.client(), key));
    }
}
