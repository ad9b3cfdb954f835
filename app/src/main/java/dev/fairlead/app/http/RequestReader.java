package dev.fairlead.app.http;

import dev.fairlead.app.client.ClientAddress;
import dev.fairlead.spi.HeaderFields;
import dev.fairlead.spi.MalformedPathException;
import dev.fairlead.spi.RequestPath;
import dev.fairlead.spi.RouteRequest;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes a {@link RouteRequest} of what Netty decoded. */
final class RequestReader {
    private final ClientAddress clientAddress;

    RequestReader(ClientAddress clientAddress) {
        this.clientAddress = clientAddress;
    }

    /**
     * Reads the request line and the fields.
     *
     * @throws MalformedPathException when nobody may route this target
     */
    RouteRequest read(HttpRequest request, InetAddress peer) throws MalformedPathException {
        Target target = Target.parse(request.uri());
        String host = host(request);
        HeaderFields fields = new NettyFields(request);
        return new RouteRequest(
                request.method().name(),
                target.host().orElse(host),
                RequestPath.parse(target.path()),
                target.query(),
                fields,
                clientAddress.of(peer, fields),
                Optional.empty());
    }

    /** HTTP/1.1 wants exactly one (RFC 9112 section 3.2), or two programs could read two. */
    private static String host(HttpRequest request) throws MalformedPathException {
        List<String> lines = request.headers().getAll(HttpHeaderNames.HOST);
        if (lines.size() > 1
                || (lines.isEmpty() && request.protocolVersion().equals(HttpVersion.HTTP_1_1))) {
            throw new MalformedPathException("the request needs exactly one Host field");
        }
        return lines.isEmpty() ? "" : hostOnly(lines.getFirst());
    }

    private static String hostOnly(String authority) {
        int colon = authority.lastIndexOf(':');
        int bracket = authority.lastIndexOf(']');
        String host = colon > bracket ? authority.substring(0, colon) : authority;
        return host.toLowerCase(Locale.ROOT);
    }

    /**
     * A request target in origin-form or absolute-form.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-3.2">RFC 9112 section 3.2</a>
     */
    private record Target(Optional<String> host, String path, Optional<String> query) {

        static Target parse(String uri) throws MalformedPathException {
            if (uri.startsWith("http://") || uri.startsWith("https://")) {
                int authority = uri.indexOf("//") + 2;
                int slash = uri.indexOf('/', authority);
                if (slash < 0) {
                    throw new MalformedPathException("the request target has no path");
                }
                return split(Optional.of(hostOnly(uri.substring(authority, slash))), uri, slash);
            }
            return split(Optional.empty(), uri, 0);
        }

        private static Target split(Optional<String> host, String uri, int from)
                throws MalformedPathException {
            int question = uri.indexOf('?', from);
            if (question < 0) {
                return new Target(host, from == 0 ? uri : uri.substring(from), Optional.empty());
            }
            String query = uri.substring(question + 1);
            // It goes into Location as it is.
            if (query.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == '#')) {
                throw new MalformedPathException(
                        "the query holds a character that must be percent-encoded");
            }
            return new Target(host, uri.substring(from, question), Optional.of(query));
        }
    }

    private record NettyFields(HttpRequest request) implements HeaderFields {
        @Override
        public List<String> all(String name) {
            return request.headers().getAll(name);
        }

        @Override
        public Optional<String> first(String name) {
            return Optional.ofNullable(request.headers().get(name));
        }
    }
}
