package dev.fairlead.rhcos.mirror;

import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.HeaderFields;
import dev.fairlead.spi.Upstream;
import dev.fairlead.spi.Upstream.Call;
import dev.fairlead.spi.Upstream.Reply;
import dev.fairlead.spi.Upstreams;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** Asks for URLs and follows their redirects, but never from https to http. */
public final class Fetch {
    private static final int MOST_REDIRECTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Upstreams upstreams;
    private final boolean allowHttp;
    private final Map<URI, Upstream> open = new ConcurrentHashMap<>();

    /**
     * @param allowHttp for tests on loopback
     */
    public Fetch(Upstreams upstreams, boolean allowHttp) {
        this.upstreams = upstreams;
        this.allowHttp = allowHttp;
    }

    /** An answer that is no redirect; {@link Denied} tells why there is none. */
    public record Answer(int status, HeaderFields fields, InputStream body)
            implements AutoCloseable {
        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    public Answer get(URI url, Map<String, String> fields) throws Denied {
        return ask(url, fields, Upstream::get);
    }

    public Answer head(URI url) throws Denied {
        return ask(url, Map.of(), Upstream::head);
    }

    private Answer ask(
            URI url, Map<String, String> fields, BiFunction<Upstream, Call, Reply> method)
            throws Denied {
        URI at = url;
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            if (!"https".equals(at.getScheme()) && !allowHttp) {
                throw Denied.forGood(at + " is not https:");
            }
            Call call = new Call(target(at), fields, Deadline.in(PATIENCE));
            Upstream upstream = open.computeIfAbsent(at.resolve("/"), upstreams::open);
            switch (method.apply(upstream, call)) {
                case Reply.Unanswered(var doubt) ->
                        throw Denied.forNow("gave no answer (" + doubt.token() + ")");
                case Reply.Answered answered -> {
                    if (!isRedirect(answered.status())) {
                        return new Answer(answered.status(), answered.fields(), answered.body());
                    }
                    at = location(at, answered);
                }
            }
        }
        throw Denied.forGood("redirects more than " + MOST_REDIRECTS + " times");
    }

    private static String target(URI url) {
        String query = url.getRawQuery();
        return query == null ? url.getRawPath() : url.getRawPath() + "?" + query;
    }

    private static boolean isRedirect(int status) {
        return status >= 301 && status <= 308 && status != 304;
    }

    private static URI location(URI from, Reply.Answered answered) throws Denied {
        try (answered) {
            return from.resolve(URI.create(answered.fields().first("Location").orElseThrow()));
        } catch (IOException | RuntimeException e) {
            throw Denied.forGood("answers " + answered.status() + " without a usable Location");
        }
    }
}
