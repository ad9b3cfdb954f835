package dev.fairlead.tck

import dev.fairlead.spi.Ports
import groovy.transform.CompileStatic
import java.time.InstantSource
import java.util.concurrent.Executor

/** Fakes of the ways to the outside; threads are real. */
@CompileStatic
class FakePorts implements Ports {
  final FakeObjectStores objectStores
  final FakeUpstreams upstreams = new FakeUpstreams()

  FakePorts(InstantSource clock) {
    objectStores = new FakeObjectStores(clock)
  }

  @Override
  FakeObjectStores objectStores() { objectStores }

  @Override
  FakeUpstreams upstreams() { upstreams }

  @Override
  Executor threads() { { Runnable task -> Thread.startVirtualThread(task) } as Executor }
}
