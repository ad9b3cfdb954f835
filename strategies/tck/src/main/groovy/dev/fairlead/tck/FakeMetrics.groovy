package dev.fairlead.tck

import dev.fairlead.spi.Metrics
import groovy.transform.CompileStatic
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.atomic.AtomicLong
import java.util.function.DoubleSupplier

/** Counts, and tells what it counted. */
@CompileStatic
class FakeMetrics implements Metrics {
  private final Map<List<String>, AtomicLong> counts = new ConcurrentHashMap<>()
  private final Map<List<String>, DoubleSupplier> gauges = new ConcurrentHashMap<>()

  @Override
  Counter counter(String name, String description, String... tags) {
    def count = counts.computeIfAbsent([name] + tags.toList()) { new AtomicLong() }
    return { long amount -> count.addAndGet(amount) } as Counter
  }

  @Override
  void gauge(String name, String description, DoubleSupplier value, String... tags) {
    gauges.putIfAbsent([name] + tags.toList(), value)
  }

  long count(String name, String... tags) {
    counts.getOrDefault([name] + tags.toList(), new AtomicLong()).get()
  }

  double gauge(String name, String... tags) {
    gauges[[name] + tags.toList()].asDouble
  }
}
