package dev.fairlead.app.upstream;

import dev.fairlead.app.breaker.Breaker;
import dev.fairlead.spi.Upstream;
import dev.fairlead.spi.Upstreams;

import io.micrometer.core.instrument.MeterRegistry;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Sources over the JDK's client, which is made for the first call: opening one costs nothing. */
public final class HttpUpstreams implements Upstreams, AutoCloseable {
    private final UpstreamSettings settings;
    private final InstantSource clock;
    private final MeterRegistry registry;
    private final Executor threads;
    private final Map<String, Upstream> sources = new ConcurrentHashMap<>();
    private Optional<HttpClient> client = Optional.empty(); // guarded by this

    /**
     * Sources that share connections.
     *
     * @param threads one virtual thread per task; it stays the caller's
     */
    public HttpUpstreams(
            UpstreamSettings settings,
            InstantSource clock,
            MeterRegistry registry,
            Executor threads) {
        this.settings = settings;
        this.clock = clock;
        this.registry = registry;
        this.threads = threads;
    }

    /**
     * The same source for the same base: whoever asks, it is the source that fails.
     *
     * @throws IllegalArgumentException when it is no http or https URL of a host and a path
     */
    @Override
    public Upstream open(URI base) {
        boolean http = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
        if (!http
                || base.getHost() == null
                || base.getRawUserInfo() != null
                || base.getRawQuery() != null
                || base.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "an upstream is a URL such as https://mirror.example/path, without user, query"
                            + " and fragment");
        }
        return sources.computeIfAbsent(base.toString().replaceFirst("/+$", ""), this::source);
    }

    private Upstream source(String base) {
        Breaker breaker = new Breaker(settings.failures(), settings.open());
        return new HttpUpstream(
                base,
                this::client,
                breaker,
                new UpstreamMeters(registry, base.replaceFirst("^https?://", ""), breaker),
                settings.idleTimeout(),
                clock);
    }

    private synchronized HttpClient client() {
        HttpClient made =
                client.orElseGet(() -> UpstreamHttp.client(settings.connectTimeout(), threads));
        client = Optional.of(made);
        return made;
    }

    /** Ends what still runs. */
    @Override
    public synchronized void close() {
        client.ifPresent(HttpClient::shutdownNow);
    }
}
