package dev.fairlead.app.aws

import dev.fairlead.spi.Deadline
import dev.fairlead.spi.Doubt
import dev.fairlead.spi.ObjectKey
import dev.fairlead.spi.ObjectStore
import dev.fairlead.spi.ObjectStores.Bucket
import dev.fairlead.spi.Presence
import dev.fairlead.spi.Settings
import io.micrometer.core.instrument.MeterRegistry
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import java.time.Duration
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import spock.lang.AutoCleanup
import spock.lang.Specification

/** Stores on a clock and with credentials of the test's own. */
abstract class StoresSpecification extends Specification {
  static final ObjectKey KEY = new ObjectKey('some/key')
  /** S3 takes no smaller part but the last. */
  static final ObjectSizes SMALL = new ObjectSizes(5 << 20, 6 << 20, 5 << 20)

  FakeClock clock = new FakeClock()
  FakeSource source = new FakeSource({ FakeSource.basic() })
  MeterRegistry meters = new SimpleMeterRegistry()
  @AutoCleanup('shutdownNow')
  ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()

  AwsObjectStores stores(Map<String, ?> settings) {
    def section = Settings.of('fairlead.object-store', settings)
    new AwsObjectStores(AwsSettings.read(section, [:]), clock, meters, threads, source, SMALL)
  }

  ObjectStore store(Map<String, ?> settings, String role = null) {
    stores(settings).open(new Bucket('bucket', 'us-east-2', Optional.ofNullable(role)))
  }

  static Deadline within(long millis = 5000) {
    Deadline.in(Duration.ofMillis(millis))
  }

  static Presence unknown(Doubt doubt) {
    new Presence.Unknown(doubt)
  }

  static Presence present(long length) {
    new Presence.Present(OptionalLong.of(length))
  }

  static long millis(Closure<?> work) {
    long start = System.nanoTime()
    work()
    (System.nanoTime() - start).intdiv(1_000_000)
  }

  double meter(String name, Map<String, String> tags) {
    def search = meters.find(name)
    tags.each { search = search.tag(it.key, it.value) }
    search.meter().measure().first().value
  }
}
