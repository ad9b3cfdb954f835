package dev.fairlead.app.host;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many decisions that take asking (a probe, mostly) the clients of one network get per second,
 * so that made-up digests don't become a flood of requests to S3. What is in memory costs nothing.
 * A network is a /24 of IPv4 or a /48 of IPv6.
 */
final class NetworkBudget {
    private static final int NETWORKS = 100_000;
    private static final int IPV4_BITS = 24;
    private static final int IPV6_BITS = 48;

    /** Keeps the two families apart. */
    private static final long IPV6 = 1L << 63;

    private final int perSecond;

    /** Counts start anew each second: an entry lives that long. */
    private final Cache<Long, AtomicInteger> spent =
            Caffeine.newBuilder()
                    .maximumSize(NETWORKS)
                    .expireAfterWrite(Duration.ofSeconds(1))
                    .build();

    NetworkBudget(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Takes one from the client's network, if it has one left. */
    boolean spend(InetAddress client) {
        return spent.get(network(client), _ -> new AtomicInteger()).incrementAndGet() <= perSecond;
    }

    private static long network(InetAddress client) {
        ByteBuffer bytes = ByteBuffer.wrap(client.getAddress());
        return client instanceof Inet4Address
                ? bytes.getInt() >>> (Integer.SIZE - IPV4_BITS)
                : IPV6 | (bytes.getLong() >>> (Long.SIZE - IPV6_BITS));
    }
}
