package dev.fairlead.tck

import dev.fairlead.spi.Upstreams
import groovy.transform.CompileStatic
import java.util.concurrent.ConcurrentHashMap

/** Sources that answer what a spec tells them to, before or after they were opened. */
@CompileStatic
class FakeUpstreams implements Upstreams {
  final Map<String, FakeUpstream> sources = new ConcurrentHashMap<>()
  /** How sources were last asked to be reached, by base. */
  final Map<String, Reach> reached = new ConcurrentHashMap<>()

  @Override
  FakeUpstream open(URI base) {
    of(base.toString())
  }

  @Override
  FakeUpstream open(URI base, Reach reach) {
    reached[base.toString()] = reach
    of(base.toString())
  }

  FakeUpstream of(String base) {
    sources.computeIfAbsent(base) { new FakeUpstream(base) }
  }
}
