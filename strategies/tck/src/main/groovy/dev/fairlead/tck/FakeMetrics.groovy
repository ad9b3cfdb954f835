package dev.fairlead.tck

import dev.fairlead.spi.Metrics
import groovy.transform.CompileStatic
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.atomic.AtomicLong

/** Counts, and tells what it counted. */
@CompileStatic
class FakeMetrics implements Metrics {
  private final Map<List<String>, AtomicLong> counts = new ConcurrentHashMap<>()

  @Override
  Counter counter(String name, String description, String... tags) {
    def count = counts.computeIfAbsent([name] + tags.toList()) { new AtomicLong() }
    return { count.incrementAndGet() } as Counter
  }

  long count(String name, String... tags) {
    counts.getOrDefault([name] + tags.toList(), new AtomicLong()).get()
  }
}
