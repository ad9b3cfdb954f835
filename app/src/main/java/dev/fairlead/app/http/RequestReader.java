package dev.fairlead.app.http;

import dev.fairlead.app.client.ClientAddress;
import dev.fairlead.app.door.Target;
import dev.fairlead.spi.HeaderFields;
import dev.fairlead.spi.MalformedPathException;
import dev.fairlead.spi.RouteRequest;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Makes a {@link RouteRequest} of what Netty decoded. */
final class RequestReader {
    private static final ByteBuffer NO_BODY = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final ClientAddress clientAddress;

    RequestReader(ClientAddress clientAddress) {
        this.clientAddress = clientAddress;
    }

    /**
     * Reads the request line and the fields.
     *
     * @throws MalformedPathException when nobody may route this target
     */
    RouteRequest read(HttpRequest request, InetAddress peer, boolean secure)
            throws MalformedPathException {
        String host = host(request);
        HeaderFields fields = new NettyFields(request);
        Form form = Form.of(request.uri());
        return new RouteRequest(
                request.method().name(),
                form.host().orElse(host),
                form.target().path(),
                form.target().query(),
                fields,
                clientAddress.of(peer, fields),
                Optional.empty(),
                secure,
                NO_BODY);
    }

    /** HTTP/1.1 wants exactly one (RFC 9112 section 3.2), or two programs could read two. */
    private static String host(HttpRequest request) throws MalformedPathException {
        List<String> lines = request.headers().getAll(HttpHeaderNames.HOST);
        if (lines.size() > 1
                || (lines.isEmpty() && request.protocolVersion().equals(HttpVersion.HTTP_1_1))) {
            throw new MalformedPathException("the request needs exactly one Host field");
        }
        return lines.isEmpty() ? "" : Target.host(lines.getFirst());
    }

    /**
     * A request target in origin-form or absolute-form.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-3.2">RFC 9112 section 3.2</a>
     */
    private record Form(Optional<String> host, Target target) {

        static Form of(String uri) throws MalformedPathException {
            if (uri.startsWith("http://") || uri.startsWith("https://")) {
                int authority = uri.indexOf("//") + 2;
                int slash = uri.indexOf('/', authority);
                if (slash < 0) {
                    throw new MalformedPathException("the request target has no path");
                }
                return new Form(
                        Optional.of(Target.host(uri.substring(authority, slash))),
                        split(uri, slash));
            }
            return new Form(Optional.empty(), split(uri, 0));
        }

        private static Target split(String uri, int from) throws MalformedPathException {
            int question = uri.indexOf('?', from);
            return question < 0
                    ? Target.of(uri.substring(from), Optional.empty())
                    : Target.of(
                            uri.substring(from, question),
                            Optional.of(uri.substring(question + 1)));
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
