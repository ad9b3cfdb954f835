package dev.fairlead.tck

import dev.fairlead.spi.Deadline
import dev.fairlead.spi.Doubt
import dev.fairlead.spi.ObjectKey
import dev.fairlead.spi.ObjectStore
import dev.fairlead.spi.ObjectStores
import dev.fairlead.spi.Presence
import dev.fairlead.spi.Presigned
import groovy.transform.CompileStatic
import java.time.Duration
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.CopyOnWriteArrayList

/** Buckets that hold what a spec puts there and fail as it says; they remember who asked. */
@CompileStatic
class FakeObjectStores implements ObjectStores {
  final Map<String, FakeStore> stores = new ConcurrentHashMap<>()

  @Override
  FakeStore open(Bucket bucket) {
    stores.computeIfAbsent(bucket.name()) { new FakeStore(bucket) }
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
    final Set<String> keys = ConcurrentHashMap.newKeySet()
    final List<String> probes = new CopyOnWriteArrayList<>()
    /** What each probe and signature answers instead; none: no failure. */
    volatile Optional<Doubt> probeFails = Optional.empty()
    volatile Optional<Doubt> presignFails = Optional.empty()
    /** Whether a caller that may not wait gets an answer. */
    volatile boolean warm = true

    FakeStore(Bucket bucket) {
      this.bucket = bucket
    }

    @Override
    Presence probe(ObjectKey key, Deadline deadline) {
      if (!warm && !deadline.mayWait()) {
        return new Presence.Unknown(Doubt.NOT_AT_HAND)
      }
      probes.add(key.value())
      if (probeFails.isPresent()) {
        return new Presence.Unknown(probeFails.get())
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
      def host = "${bucket.name()}.s3.${overIpv6 ? 'dualstack.' : ''}${bucket.region()}.amazonaws.com"
      def signer = bucket.roleArn().orElse('own')
      new Presigned.Url("https://$host/${key.value()}?method=$method&by=$signer&life=${life.toSeconds()}")
    }
  }
}
