package dev.fairlead.isobuild.standalone;

import dev.fairlead.isobuild.assisted.Credentials;
import dev.fairlead.isobuild.assisted.Customisations;
import dev.fairlead.isobuild.assisted.Discovery;
import dev.fairlead.isobuild.assisted.ImageId;
import dev.fairlead.isobuild.assisted.UnobtainableException;
import dev.fairlead.isobuild.image.Customisation;
import dev.fairlead.isobuild.store.ImageType;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The images that were posted, in memory and for a while. Who knows an id may have its image. */
public final class PostedImages implements Customisations {
    private final StandaloneSettings settings;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /** In the order in which they go; guarded by this, as what follows. */
    private final Map<ImageId, Posted> images = new LinkedHashMap<>();

    private long bytes;

    public PostedImages(StandaloneSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** What became of an order. */
    public sealed interface Outcome {}

    /**
     * It is here.
     *
     * @param at when it was posted
     * @param until when it goes
     */
    public record Posted(ImageId id, Order order, Instant at, Instant until) implements Outcome {}

    /** There is no room, but after some time. */
    public record Full(Duration time) implements Outcome {}

    /** There will never be room. */
    public record TooLarge(long limit, long size) implements Outcome {}

    public synchronized Outcome add(Order order) {
        clean();
        long weight = order.weight();
        if (weight > settings.maxBytes()) {
            return new TooLarge(settings.maxBytes(), weight);
        }
        Instant now = clock.instant();
        if (images.size() >= settings.maxImages() || bytes + weight > settings.maxBytes()) {
            return new Full(Duration.between(now, images.values().iterator().next().until()));
        }
        Instant until = now.plus(settings.ttl()).truncatedTo(ChronoUnit.SECONDS);
        Posted posted = new Posted(newId(), order, now.truncatedTo(ChronoUnit.SECONDS), until);
        images.put(posted.id(), posted);
        bytes += weight;
        return posted;
    }

    /** All of its bits are random, so that nobody finds one that he wasn't told. */
    private ImageId newId() {
        return ImageId.parse(new UUID(random.nextLong(), random.nextLong()).toString())
                .orElseThrow();
    }

    public synchronized Optional<Posted> find(ImageId id) {
        clean();
        return Optional.ofNullable(images.get(id));
    }

    /** Whether it was there. */
    public synchronized boolean remove(ImageId id) {
        Optional<Posted> found = find(id);
        found.ifPresent(posted -> {
            images.remove(id);
            bytes -= posted.order().weight();
        });
        return found.isPresent();
    }

    private void clean() {
        Iterator<Posted> oldest = images.values().iterator();
        while (oldest.hasNext()) {
            Posted posted = oldest.next();
            if (clock.instant().isBefore(posted.until())) {
                return;
            }
            oldest.remove();
            bytes -= posted.order().weight();
        }
    }

    @Override
    public boolean knows(ImageId id) {
        return find(id).isPresent();
    }

    @Override
    public Discovery discover(ImageId id, Optional<ImageType> iso, Credentials credentials)
            throws UnobtainableException {
        Posted posted =
                find(id).orElseThrow(() ->
                        new UnobtainableException(
                                404,
                                "unknown-id",
                                "404 page not found: no image that was posted here has this id;"
                                        + " perhaps its time is over"));
        Customisation asked = posted.order().customisation();
        // Who boots over the network brings the kernel's arguments along.
        return new Discovery(
                iso.isPresent() ? asked : asked.withoutArguments(), Optional.of(posted.at()));
    }
}
