package dev.fairlead.tck

import dev.fairlead.spi.Background
import dev.fairlead.spi.RouteStrategy
import groovy.transform.CompileStatic
import java.util.concurrent.ConcurrentLinkedQueue

/** Keeps what is offered until a spec has it done. */
@CompileStatic
class FakeBackground implements Background {
  final Queue<String> offered = new ConcurrentLinkedQueue<>()
  volatile boolean full
  /** False: as under Lambda. */
  volatile boolean openAfterAnswers = true

  @Override
  boolean offer(String work) {
    !full && offered.add(work)
  }

  @Override
  boolean isOpenAfterAnswers() { openAfterAnswers }

  /** Has everything done that was offered so far, on this thread. */
  void perform(RouteStrategy strategy) {
    for (String work; (work = offered.poll()) != null;) {
      strategy.perform(work)
    }
  }
}
