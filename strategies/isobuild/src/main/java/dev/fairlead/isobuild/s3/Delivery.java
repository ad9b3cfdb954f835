package dev.fairlead.isobuild.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.isobuild.s3.Location.At;
import dev.fairlead.isobuild.s3.Location.NotNow;
import dev.fairlead.isobuild.store.ImageStore;
import dev.fairlead.spi.Body;
import dev.fairlead.spi.Body.FileRange;
import dev.fairlead.spi.Content;
import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.ObjectKey;
import dev.fairlead.spi.ObjectStore;
import dev.fairlead.spi.Presigned;
import dev.fairlead.spi.StrategyContext;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Images that clients fetch from S3. Each is put together there once, whoever asks: its key is made
 * of what it is made of. What it shares with its base image is copied within S3, so that an image
 * of a gigabyte costs some megabytes.
 */
public final class Delivery {
    /** There is nothing to gain from what is smaller than a part. */
    public static final long SMALLEST = Pieces.S3.min();

    private static final Duration COOL_DOWN = Duration.ofSeconds(10);
    private static final Duration SIGNING = Duration.ofSeconds(5);

    private final DeliverySettings settings;
    private final ObjectStore store;
    private final Uploads uploads;
    private final Results results;
    private final Making making;
    private final InstantSource clock;
    private final Map<ObjectKey, CompletableFuture<Optional<NotNow>>> running =
            new ConcurrentHashMap<>();
    private volatile Instant pause = Instant.MIN;

    /**
     * Deliveries of one mount.
     *
     * @param folder of the base images
     */
    public Delivery(DeliverySettings settings, Path folder, StrategyContext context) {
        this.settings = settings;
        store = context.objectStores().open(settings.bucket());
        clock = context.clock();
        Bases bases = new Bases(store.objects(), settings.prefix());
        uploads = new Uploads(bases, folder, context.background(), clock);
        results = new Results(clock);
        making =
                new Making(
                        store.objects(),
                        bases,
                        uploads,
                        results,
                        context.metrics()
                                .counter(
                                        "fairlead.isobuild.composed",
                                        "Images that were put together in S3",
                                        "mount",
                                        context.mount()),
                        context.metrics()
                                .counter(
                                        "fairlead.isobuild.composed.sent.bytes",
                                        "What was sent for them; S3 copied the rest",
                                        "mount",
                                        context.mount()),
                        clock);
    }

    /** Does what was left for later. */
    public void perform(String work) {
        uploads.perform(work);
    }

    /**
     * Where the content is; may block for as long as S3 takes to put it together.
     *
     * @param method GET or HEAD
     * @param fileName what a client saves it as
     */
    public Location locate(Content content, String fileName, String method, boolean overIpv6) {
        try {
            Optional<Map<Path, String>> digests = digests(content.body());
            if (digests.isEmpty()) {
                return new NotNow("s3-base-unverified", "its base image is being verified");
            }
            ObjectKey key = key(content, digests.get(), fileName);
            Optional<NotNow> obstacle =
                    results.has(key) ? Optional.empty() : makeOnce(key, content, digests.get());
            return obstacle.<Location>map(o -> o).orElseGet(() -> presigned(key, method, overIpv6));
        } catch (IOException e) {
            return new NotNow("s3-failed", String.valueOf(e.getMessage()));
        }
    }

    private Location presigned(ObjectKey key, String method, boolean overIpv6) {
        return switch (store.presign(
                method, key, overIpv6, settings.expiry(), Deadline.in(SIGNING))) {
            case Presigned.Url(String url) -> new At(url);
            case Presigned.Unavailable(var doubt) ->
                    new NotNow("s3-failed", "S3's URL can't be signed (" + doubt.token() + ")");
        };
    }

    /** Of its files; empty: not all of them are known yet. */
    private static Optional<Map<Path, String>> digests(Body body) throws IOException {
        Map<Path, String> digests = new TreeMap<>();
        for (Body.Segment segment : body.segments()) {
            if (segment instanceof FileRange range && !digests.containsKey(range.file())) {
                Optional<String> digest = ImageStore.sha256(range.file());
                if (digest.isEmpty()) {
                    return Optional.empty();
                }
                digests.put(range.file(), digest.get());
            }
        }
        return Optional.of(digests);
    }

    /** The last part is what a client saves it as. */
    private ObjectKey key(Content content, Map<Path, String> digests, String fileName) {
        MessageDigest digest = Bases.sha256();
        digest.update(content.entityTag().getBytes(UTF_8));
        digests.values().forEach(sha256 -> digest.update(sha256.getBytes(UTF_8)));
        String name = HexFormat.of().formatHex(digest.digest(), 0, 16);
        return new ObjectKey(settings.prefix() + "/images/" + name + "/" + fileName);
    }

    /** Who asks while it is made waits for the same one. */
    private Optional<NotNow> makeOnce(ObjectKey key, Content content, Map<Path, String> digests) {
        CompletableFuture<Optional<NotNow>> mine = new CompletableFuture<>();
        Optional<CompletableFuture<Optional<NotNow>>> first =
                Optional.ofNullable(running.putIfAbsent(key, mine));
        if (first.isPresent()) {
            return first.get().join();
        }
        try {
            mine.complete(make(key, content, digests));
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e); // a bug: whoever waits has to hear of it
        } finally {
            running.remove(key);
        }
        return mine.join();
    }

    /** A failure is remembered for a moment, so that nobody waits for S3 in vain after it. */
    private Optional<NotNow> make(ObjectKey key, Content content, Map<Path, String> digests) {
        if (clock.instant().isBefore(pause)) {
            return Optional.of(new NotNow("s3-failed", "S3 failed a moment ago"));
        }
        try {
            return making.make(key, content, digests);
        } catch (IOException e) {
            pause = clock.instant().plus(COOL_DOWN);
            return Optional.of(new NotNow("s3-failed", String.valueOf(e.getMessage())));
        }
    }
}
