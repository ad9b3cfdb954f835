package dev.fairlead.spi;

import java.time.Duration;

/**
 * One bucket. Thread-safe. Failures come back as values ({@link Doubt}), never as exceptions.
 *
 * <p>The host remembers what it learnt (present for long, absent for a short time, doubt never),
 * asks once per key at a time, and stops asking a bucket that keeps failing.
 */
public interface ObjectStore {

    /** Whether the object is there, at the latest at the deadline. */
    Presence probe(ObjectKey key, Deadline deadline);

    /**
     * A URL for one method on one object.
     *
     * @param method GET or HEAD: a signature holds for one method
     * @param overIpv6 whether the client came over IPv6 and so needs a dual-stack host
     * @param life how long it shall be good; it gets shorter with credentials that end before
     */
    Presigned presign(
            String method, ObjectKey key, boolean overIpv6, Duration life, Deadline deadline);

    /** The URL without a signature, for what everybody may read. */
    String publicUrl(ObjectKey key, boolean overIpv6);

    /** The objects themselves; strategies use it in background work only. */
    BucketObjects objects();
}
