package dev.fairlead.app.aws;

import dev.fairlead.spi.BucketObjects;
import dev.fairlead.spi.Deadline;
import dev.fairlead.spi.ObjectKey;
import dev.fairlead.spi.ObjectStore;
import dev.fairlead.spi.Presence;
import dev.fairlead.spi.Presigned;

import java.time.Duration;

/**
 * One bucket at S3.
 *
 * @param number what stands for the bucket in the cache
 */
record S3Bucket(
        int number,
        PresenceCache cache,
        Prober prober,
        Presigner presigner,
        BucketMeters meters,
        BucketObjects objects)
        implements ObjectStore {

    @Override
    public Presence probe(ObjectKey key, Deadline deadline) {
        return prober.probe(cache, new PresenceCache.Slot(number, key.value()), deadline);
    }

    @Override
    public Presigned presign(
            String method, ObjectKey key, boolean overIpv6, Duration life, Deadline deadline) {
        Presigned presigned = presigner.presign(method, key.value(), overIpv6, life, deadline);
        meters.presigned(presigned);
        return presigned;
    }

    @Override
    public String publicUrl(ObjectKey key, boolean overIpv6) {
        return presigner.unsigned(key.value(), overIpv6);
    }
}
