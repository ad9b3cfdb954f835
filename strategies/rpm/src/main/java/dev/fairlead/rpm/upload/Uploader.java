package dev.fairlead.rpm.upload;

import dev.fairlead.rpm.file.RefusedFileException;
import dev.fairlead.spi.Metrics;
import dev.fairlead.spi.Metrics.Counter;
import dev.fairlead.spi.ObjectKey;
import dev.fairlead.spi.ObjectStore;
import dev.fairlead.spi.Settings;
import dev.fairlead.spi.StrategyContext;
import dev.fairlead.spi.Upstream;

import java.io.IOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Fills the cache, one key by one upload at a time. */
public final class Uploader {
    private final Transfer transfer;
    private final CoolDown coolDown;
    private final Map<Outcome, Counter> counters;
    private final Set<ObjectKey> running = ConcurrentHashMap.newKeySet();

    private Uploader(Transfer transfer, CoolDown coolDown, Map<Outcome, Counter> counters) {
        this.transfer = transfer;
        this.coolDown = coolDown;
        this.counters = counters;
    }

    /** From the mount's source of truth. */
    public static Uploader create(
            Settings settings, StrategyContext context, ObjectStore store, Upstream upstream) {
        return create(settings, context, store, upstream, context.passThrough());
    }

    /**
     * From any upstream.
     *
     * @param base of that upstream
     */
    public static Uploader create(
            Settings section,
            StrategyContext context,
            ObjectStore store,
            Upstream upstream,
            URI base) {
        UploadSettings settings = UploadSettings.read(section, context.secrets());
        Origin origin =
                new Origin(
                        upstream,
                        context.upstreams(),
                        new Redirects(
                                base, Set.copyOf(context.settings().strings("redirect-hosts"))));
        return new Uploader(
                new Transfer(
                        settings,
                        store.objects(),
                        origin,
                        new Repodata(origin),
                        new Room(settings.bytesInFlight()),
                        context.clock()),
                new CoolDown(settings.coolDown(), context.clock()),
                counters(context.metrics()));
    }

    /**
     * Has a file stored, unless it is.
     *
     * @param text encoded {@link UploadWork}
     * @throws UploadException when it could not be
     */
    public void perform(String text) {
        UploadWork work = UploadWork.parse(text);
        ObjectKey key = work.key();
        if (coolDown.holds(key)) {
            count(Outcome.COOLING);
        } else if (!running.add(key)) {
            count(Outcome.RUNNING);
        } else {
            try {
                count(transfer.run(work));
                coolDown.succeeded(key);
            } catch (IOException e) {
                coolDown.failed(key);
                count(e instanceof RefusedFileException ? Outcome.REFUSED : Outcome.FAILED);
                throw new UploadException(key, e);
            } finally {
                running.remove(key);
            }
        }
    }

    private void count(Outcome outcome) {
        counters.getOrDefault(outcome, _ -> {}).increment();
    }

    private static Map<Outcome, Counter> counters(Metrics metrics) {
        Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counters.put(
                    outcome,
                    metrics.counter(
                            "fairlead.rpm.uploads",
                            "Files to be stored, by what became of it",
                            "result",
                            outcome.token()));
        }
        return counters;
    }
}
