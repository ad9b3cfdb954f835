package dev.fairlead.app.aws;

import com.github.benmanes.caffeine.cache.Ticker;

import dev.fairlead.app.breaker.Breaker;
import dev.fairlead.spi.ObjectStore;
import dev.fairlead.spi.ObjectStores;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Buckets at S3, or at what speaks its protocol. Opening one needs no credentials and no network.
 */
public final class AwsObjectStores implements ObjectStores, AutoCloseable {
    /**
     * The system property that bounds how many connections per host the JDK keeps open. Its default
     * of 5 makes busy probes connect anew; it is read once, so that the program's launcher sets it.
     *
     * @see <a
     *     href="https://docs.oracle.com/en/java/javase/25/docs/api/java.base/java/net/doc-files/net-properties.html">
     *     networking properties</a>
     */
    public static final String CONNECTIONS_PROPERTY = "http.maxConnections";

    private final AwsSettings settings;
    private final InstantSource clock;
    private final ObjectSizes sizes;
    private final MeterRegistry registry;
    private final Executor executor;
    private final Endpoints endpoints;
    private final Clients clients;
    private final PresenceCache cache;
    private final CredentialCache own;
    private final Map<String, CredentialCache> roles = new ConcurrentHashMap<>();
    private final Map<String, Breaker> breakers = new ConcurrentHashMap<>();
    private final Map<Bucket, ObjectStore> buckets = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    /**
     * Stores that share clients, credentials and memory.
     *
     * @param executor runs probes and renewals of credentials, which block: one virtual thread per
     *     task; it stays the caller's
     */
    public AwsObjectStores(
            AwsSettings settings, InstantSource clock, MeterRegistry registry, Executor executor) {
        this(settings, clock, registry, executor, new DefaultChain(), ObjectSizes.S3);
    }

    AwsObjectStores(
            AwsSettings settings,
            InstantSource clock,
            MeterRegistry registry,
            Executor executor,
            CredentialSource ownCredentials,
            ObjectSizes sizes) {
        this.settings = settings;
        this.clock = clock;
        this.sizes = sizes;
        this.registry = registry;
        this.executor = executor;
        endpoints = new Endpoints(settings.addresses());
        clients = new Clients(settings, endpoints);
        cache = new PresenceCache(settings.remembering(), Ticker.systemTicker());
        own = credentials(ownCredentials, "the program itself");
    }

    /** The same store for the same bucket. */
    @Override
    public ObjectStore open(Bucket bucket) {
        return buckets.computeIfAbsent(bucket, this::newStore);
    }

    /** Invokes a function with the same clients and credentials; made when it is first used. */
    public Invoker invoker(InvokedFunction function) {
        return new Invoker(function, () -> clients.lambda(function), own, executor);
    }

    /** Makes the clients of all open buckets, which else the first probe of each region makes. */
    public void prepare() {
        buckets.keySet().stream().map(Bucket::region).distinct().forEach(clients::s3);
        UrlSigner.prepare();
    }

    /** Credentials and what was learnt of keys: both may have ended while nobody looked. */
    public void forget() {
        own.forget();
        roles.values().forEach(CredentialCache::forget);
        cache.forget();
    }

    private ObjectStore newStore(Bucket bucket) {
        CredentialCache credentials = credentials(bucket.roleArn(), bucket.region());
        Breaker breaker = // whoever asks, and with whichever role: it is the bucket that fails
                breakers.computeIfAbsent(bucket.name(), this::newBreaker);
        BucketMeters meters = new BucketMeters(registry, bucket.name());
        Head head = new Head(() -> clients.s3(bucket.region()), bucket.name(), credentials, clock);
        int number = numbers.incrementAndGet();
        return new S3Bucket(
                number,
                cache,
                new Prober(head, executor, breaker, meters, settings.probeTimeout()),
                presigner(bucket, credentials),
                meters,
                new S3Objects(
                        new ObjectCalls(
                                () -> clients.objects(bucket.region()), bucket.name(), credentials),
                        sizes,
                        executor,
                        key -> cache.forget(new PresenceCache.Slot(number, key))));
    }

    private Breaker newBreaker(String bucket) {
        Breaker breaker = new Breaker(settings.breaking().failures(), settings.breaking().open());
        Gauge.builder("fairlead.breaker.open", breaker, b -> b.isOpen() ? 1 : 0)
                .description("1 while the bucket is left alone because it keeps failing")
                .tag("bucket", bucket)
                .strongReference(true)
                .register(registry);
        return breaker;
    }

    private Presigner presigner(Bucket bucket, CredentialCache credentials) {
        return new Presigner(
                new UrlSigner(bucket.region()),
                endpoints.ipv4(bucket),
                endpoints.dualStack(bucket),
                credentials,
                clock,
                settings.presignMinLife(),
                settings.credentialMargin());
    }

    private CredentialCache credentials(Optional<String> roleArn, String region) {
        return roleArn.map(arn -> roles.computeIfAbsent(arn, _ -> assume(arn, region))).orElse(own);
    }

    private CredentialCache assume(String roleArn, String region) {
        return credentials(new AssumedRole(() -> clients.sts(region), roleArn, own), roleArn);
    }

    private CredentialCache credentials(CredentialSource source, String name) {
        return new CredentialCache(
                source, clock, executor, new CredentialWatch(source.kind(), name, registry));
    }

    @Override
    public void close() {
        clients.close();
    }
}
