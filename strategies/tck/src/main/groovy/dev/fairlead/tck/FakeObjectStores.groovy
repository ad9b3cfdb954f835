package dev.fairlead.tck

import dev.fairlead.spi.Deadline
import dev.fairlead.spi.Doubt
import dev.fairlead.spi.ObjectKey
import dev.fairlead.spi.ObjectStore
import dev.fairlead.spi.ObjectStores
import dev.fairlead.spi.Presence
import dev.fairlead.spi.Presigned
import groovy.transform.CompileStatic
import java.nio.charset.StandardCharsets
import java.time.Duration
import java.time.InstantSource
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.CopyOnWriteArrayList

/** Buckets that hold what a spec puts there and fail as it says; they remember who asked. */
@CompileStatic
class FakeObjectStores implements ObjectStores {
  final Map<String, FakeStore> stores = new ConcurrentHashMap<>()
  private final InstantSource clock

  FakeObjectStores(InstantSource clock) {
    this.clock = clock
  }

  @Override
  FakeStore open(Bucket bucket) {
    stores.computeIfAbsent(bucket.name()) { new FakeStore(bucket, clock) }
  }

  /** The bucket of this name, which a strategy has opened. */
  FakeStore of(String name) {
    def store = stores[name]
    assert store != null: "no bucket $name was opened, only ${stores.keySet()}"
    store
  }

  @CompileStatic
  static class FakeStore implements ObjectStore {
    final Bucket bucket
    final FakeBucketObjects objects
    /** Keys that a probe finds besides those of the objects: who only probes needs no bytes. */
    final Set<String> keys = ConcurrentHashMap.newKeySet()
    final List<String> probes = new CopyOnWriteArrayList<>()
    /** What each probe and signature answers instead; none: no failure. */
    volatile Optional<Doubt> probeFails = Optional.empty()
    volatile Optional<Doubt> presignFails = Optional.empty()
    /** Runs in each probe that may wait. */
    volatile Runnable beforeProbe = {}
    /** Whether a caller that may not wait gets an answer. */
    volatile boolean warm = true

    FakeStore(Bucket bucket, InstantSource clock) {
      this.bucket = bucket
      objects = new FakeBucketObjects(bucket.name(), clock)
    }

    @Override
    Presence probe(ObjectKey key, Deadline deadline) {
      if (!warm && !deadline.mayWait()) {
        return new Presence.Unknown(Doubt.NOT_AT_HAND)
      }
      beforeProbe.run()
      probes.add(key.value())
      if (probeFails.isPresent()) {
        return new Presence.Unknown(probeFails.get())
      }
      def stored = objects.objects[key.value()]
      if (stored != null) {
        return new Presence.Present(OptionalLong.of(stored.content.length))
      }
      keys.contains(key.value())
          ? new Presence.Present(OptionalLong.of(1_000_000_000L))
          : new Presence.Absent()
    }

    @Override
    Presigned presign(
        String method, ObjectKey key, boolean overIpv6, Duration life, Deadline deadline) {
      if (presignFails.isPresent()) {
        return new Presigned.Unavailable(presignFails.get())
      }
      def signer = bucket.roleArn().orElse('own')
      def url = publicUrl(key, overIpv6)
      new Presigned.Url("$url?method=$method&by=$signer&life=${life.toSeconds()}")
    }

    @Override
    String publicUrl(ObjectKey key, boolean overIpv6) {
      def host = "${bucket.name()}.s3.${overIpv6 ? 'dualstack.' : ''}${bucket.region()}.amazonaws.com"
      "https://$host/" + encoded(key.value())
    }

    @Override
    FakeBucketObjects objects() { objects }

    /** All but unreserved characters and slashes, as S3 has it. */
    private static String encoded(String key) {
      URLEncoder.encode(key, StandardCharsets.UTF_8)
          .replace('+', '%20').replace('*', '%2A').replace('%7E', '~').replace('%2F', '/')
    }
  }
}
