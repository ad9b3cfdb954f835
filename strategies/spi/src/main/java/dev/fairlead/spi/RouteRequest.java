package dev.fairlead.spi;

import java.net.InetAddress;
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
 */
public record RouteRequest(
        String method,
        String host,
        RequestPath path,
        Optional<String> query,
        HeaderFields fields,
        InetAddress client,
        Optional<String> distribution) {

    public RouteRequest withPath(RequestPath other) {
        return new RouteRequest(method, host, other, query, fields, client, distribution);
    }

    public RouteRequest withQuery(Optional<String> other) {
        return new RouteRequest(method, host, path, other, fields, client, distribution);
    }

    /** For logs: without the query and the fields, which hold signatures and passwords. */
    @Override
    public String toString() {
        return method + " " + host + path;
    }
}
