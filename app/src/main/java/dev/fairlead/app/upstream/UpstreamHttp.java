package dev.fairlead.app.upstream;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Executor;

/** How upstreams are spoken to, by the proxy and for strategies alike. */
public final class UpstreamHttp {
    private UpstreamHttp() {}

    /** Without cookies, credentials and HTTP/2. */
    public static HttpClient client(Duration connectTimeout, Executor threads) {
        return builder(connectTimeout, threads).build();
    }

    static HttpClient.Builder builder(Duration connectTimeout, Executor threads) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER) // they are the caller's to follow
                .proxy(HttpClient.Builder.NO_PROXY) // one hop: the configured one
                .connectTimeout(connectTimeout)
                .executor(threads);
    }

    /**
     * {@code ^} and its like are sent bare by clients but refused by {@link URI}; percent-encoded
     * they mean the same (RFC 3986 section 2.4).
     *
     * @throws IllegalArgumentException when it is no URL all the same
     */
    public static URI uri(String url) {
        StringBuilder escaped = new StringBuilder(url.length());
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            if ("\"<>^`{|}\\".indexOf(c) < 0) {
                escaped.append(c);
            } else {
                escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
            }
        }
        return URI.create(escaped.toString());
    }
}
