package dev.fairlead.testbed;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What s3proxy does not know of a bucket: its region and whether it may be listed. */
final class Buckets {
    private final Map<String, String> regions = new ConcurrentHashMap<>();
    private final Set<String> unlistable = ConcurrentHashMap.newKeySet();

    void created(String bucket, String region) {
        regions.put(bucket, region);
    }

    void deleted(String bucket) {
        regions.remove(bucket);
    }

    Optional<String> region(String bucket) {
        return Optional.ofNullable(regions.get(bucket));
    }

    void listable(String bucket, boolean allowed) {
        if (allowed) {
            unlistable.remove(bucket);
        } else {
            unlistable.add(bucket);
        }
    }

    boolean isListable(String bucket) {
        return !unlistable.contains(bucket);
    }
}
