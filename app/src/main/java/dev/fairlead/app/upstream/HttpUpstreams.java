package dev.fairlead.app.upstream;

import dev.fairlead.app.breaker.Breaker;
import dev.fairlead.spi.Upstream;
import dev.fairlead.spi.Upstreams;

import io.micrometer.core.instrument.MeterRegistry;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
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
    private final Map<String, String> environment;
    private final Map<Address, Upstream> sources = new ConcurrentHashMap<>();
    private final Map<Way, HttpClient> clients = new HashMap<>(); // guarded by this

    /** A source is known by where it is and how it is reached; none: in the host's own way. */
    private record Address(String base, Optional<Reach> reach) {}

    /** What one client can do. */
    private record Way(boolean proxies, Optional<Path> caFile, boolean insecure) {
        static final Way OWN = new Way(false, Optional.empty(), false);

        static Way of(Reach reach) {
            return new Way(
                    true, reach.insecure() ? Optional.empty() : reach.caFile(), reach.insecure());
        }
    }

    /**
     * Sources that share connections.
     *
     * @param threads one virtual thread per task; it stays the caller's
     * @param environment where proxies are named
     */
    public HttpUpstreams(
            UpstreamSettings settings,
            InstantSource clock,
            MeterRegistry registry,
            Executor threads,
            Map<String, String> environment) {
        this.settings = settings;
        this.clock = clock;
        this.registry = registry;
        this.threads = threads;
        this.environment = Map.copyOf(environment);
    }

    /**
     * The same source for the same base: whoever asks, it is the source that fails.
     *
     * @throws IllegalArgumentException when it is no http or https URL of a host and a path
     */
    @Override
    public Upstream open(URI base) {
        return open(base, Optional.empty());
    }

    /** Its client is made at once, so that a wrong file or proxy stops the start-up. */
    @Override
    public Upstream open(URI base, Reach reach) {
        client(Way.of(reach));
        return open(base, Optional.of(reach));
    }

    private Upstream open(URI base, Optional<Reach> reach) {
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
        String address = base.toString().replaceFirst("/+$", "");
        return sources.computeIfAbsent(new Address(address, reach), this::source);
    }

    private Upstream source(Address address) {
        Breaker breaker = new Breaker(settings.failures(), settings.open());
        String name = address.base().replaceFirst("^https?://", "");
        Way way = address.reach().map(Way::of).orElse(Way.OWN);
        return new HttpUpstream(
                address.base(),
                () -> client(way),
                breaker,
                new UpstreamMeters(registry, name, breaker),
                address.reach().flatMap(Reach::idleTimeout).orElse(settings.idleTimeout()),
                clock);
    }

    private synchronized HttpClient client(Way way) {
        return clients.computeIfAbsent(way, this::connect);
    }

    private HttpClient connect(Way way) {
        HttpClient.Builder client = UpstreamHttp.builder(settings.connectTimeout(), threads);
        if (way.proxies()) {
            client.proxy(EnvironmentProxies.read(environment));
        }
        if (way.insecure()) {
            client.sslContext(Certificates.any());
        }
        way.caFile().map(Certificates::systemAnd).ifPresent(client::sslContext);
        return client.build();
    }

    /** Ends what still runs. */
    @Override
    public synchronized void close() {
        clients.values().forEach(HttpClient::shutdownNow);
    }
}
