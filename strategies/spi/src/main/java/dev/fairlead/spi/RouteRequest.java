package dev.fairlead.spi;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A request as every front door hands it on.
 *
 * @param host the authority without its port, lower case; what the client says, so nothing to build
 *     a URL from
 * @param path the path below the mount's prefix
 * @param query what follows the {@code ?}, as received; empty without one
 * @param client the client address, from the configured source only
 * @param distribution the CloudFront distribution that the request came through, if known
 * @param secure whether it came over TLS to us or to the front that sent us an event
 * @param body what the client sent, where {@link RouteStrategy#takesBody} asked for it; read-only
 */
public record RouteRequest(
        String method,
        String host,
        RequestPath path,
        Optional<String> query,
        HeaderFields fields,
        InetAddress client,
        Optional<String> distribution,
        boolean secure,
        ByteBuffer body) {
    private static final ByteBuffer NO_BODY = ByteBuffer.allocate(0).asReadOnlyBuffer();

    /** A request over plain HTTP, without a body. */
    public RouteRequest(
            String method,
            String host,
            RequestPath path,
            Optional<String> query,
            HeaderFields fields,
            InetAddress client,
            Optional<String> distribution) {
        this(method, host, path, query, fields, client, distribution, false, NO_BODY);
    }

    public RouteRequest withPath(RequestPath other) {
        return new RouteRequest(
                method, host, other, query, fields, client, distribution, secure, body);
    }

    public RouteRequest withQuery(Optional<String> other) {
        return new RouteRequest(
                method, host, path, other, fields, client, distribution, secure, body);
    }

    /** The same over TLS, or not. */
    public RouteRequest withSecure(boolean other) {
        return new RouteRequest(
                method, host, path, query, fields, client, distribution, other, body);
    }

    public RouteRequest withBody(ByteBuffer other) {
        return new RouteRequest(
                method,
                host,
                path,
                query,
                fields,
                client,
                distribution,
                secure,
                other.asReadOnlyBuffer());
    }

    /** For logs: without the query and the fields, which hold signatures and passwords. */
    @Override
    public String toString() {
        return method + " " + host + path;
    }
}
