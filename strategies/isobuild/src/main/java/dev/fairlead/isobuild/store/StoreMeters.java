package dev.fairlead.isobuild.store;

import dev.fairlead.isobuild.store.DownloadException.Reason;
import dev.fairlead.spi.Metrics;
import dev.fairlead.spi.Metrics.Counter;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The meters of one store. */
record StoreMeters(Counter bytes, Map<Reason, Counter> failures) {
    private static final List<String> STATES = List.of("pending", "downloading", "ready", "failed");

    static StoreMeters of(Metrics metrics, String mount, List<StoredImage> images) {
        for (String state : STATES) {
            metrics.gauge(
                    "fairlead.isobuild.images",
                    "Base images, by how far they are",
                    () -> images.stream().filter(i -> i.state().token().equals(state)).count(),
                    "mount",
                    mount,
                    "state",
                    state);
        }
        Counter bytes =
                metrics.counter(
                        "fairlead.isobuild.downloaded.bytes",
                        "Bytes of base images that came from their sources",
                        "mount",
                        mount);
        Map<Reason, Counter> failures = new EnumMap<>(Reason.class);
        for (Reason reason : Reason.values()) {
            failures.put(reason, failures(metrics, mount, reason));
        }
        return new StoreMeters(bytes, failures);
    }

    private static Counter failures(Metrics metrics, String mount, Reason reason) {
        return metrics.counter(
                "fairlead.isobuild.download.failures",
                "Downloads of base images that failed, by why",
                "mount",
                mount,
                "reason",
                reason.token());
    }

    void failed(Reason reason) {
        failures.getOrDefault(reason, _ -> {}).increment();
    }
}
