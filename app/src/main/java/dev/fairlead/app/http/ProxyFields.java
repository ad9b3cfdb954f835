package dev.fairlead.app.http;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which header fields go through a proxy.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1">RFC 9110: Connection</a>
 */
final class ProxyFields {
    private static final Set<String> HOP_BY_HOP =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    /** Made anew for the connection to the upstream, or by the client library. */
    private static final Set<String> OURS =
            Set.of("host", "content-length", "expect", "x-forwarded-for", "http2-settings");

    private ProxyFields() {}

    static void toUpstream(Exchange exchange, HttpRequest.Builder request) {
        HttpHeaders fields = exchange.http().headers();
        Set<String> dropped = dropped(fields.getAll(HttpHeaderNames.CONNECTION));
        if (exchange.mount().takesCredentials()) {
            dropped.add("authorization");
        }
        for (Map.Entry<String, String> field : fields) {
            String name = field.getKey().toLowerCase(Locale.ROOT);
            if (name.equals("cookie") && exchange.routed().isSignedAnew()) {
                withoutSignature(field.getValue())
                        .ifPresent(rest -> request.header(field.getKey(), rest));
            } else if (!dropped.contains(name) && !OURS.contains(name)) {
                request.header(field.getKey(), field.getValue());
            }
        }
        request.header("X-Forwarded-For", exchange.request().client().getHostAddress());
    }

    /** The cookies without those that were signed for us, which the next one can't verify. */
    private static Optional<String> withoutSignature(String cookies) {
        return Optional.of(
                        Arrays.stream(cookies.split(";"))
                                .map(String::strip)
                                .filter(cookie -> !cookie.startsWith("CloudFront-"))
                                .collect(Collectors.joining("; ")))
                .filter(rest -> !rest.isEmpty());
    }

    static void toClient(java.net.http.HttpHeaders upstream, HttpHeaders response) {
        Set<String> dropped = dropped(upstream.allValues("connection"));
        upstream.map()
                .forEach((name, values) -> {
                    String lower = name.toLowerCase(Locale.ROOT);
                    if (!dropped.contains(lower) && !lower.startsWith(":")) {
                        response.add(name, values);
                    }
                });
    }

    /** The length that the client announced, or -1. */
    static long length(Exchange exchange) {
        return HttpUtil.getContentLength(exchange.http(), -1L);
    }

    static void continueIfAsked(Channel channel, Exchange exchange) {
        if (HttpUtil.is100ContinueExpected(exchange.http())) {
            channel.writeAndFlush(
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
    }

    private static Set<String> dropped(Iterable<String> connection) {
        Set<String> names = new TreeSet<>(HOP_BY_HOP);
        for (String line : connection) {
            Arrays.stream(line.split(","))
                    .map(name -> name.strip().toLowerCase(Locale.ROOT))
                    .forEach(names::add);
        }
        return names;
    }
}
