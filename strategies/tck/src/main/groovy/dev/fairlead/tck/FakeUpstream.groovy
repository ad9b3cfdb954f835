package dev.fairlead.tck

import dev.fairlead.spi.Doubt
import dev.fairlead.spi.Upstream
import dev.fairlead.spi.Upstream.Reply.Unanswered
import groovy.transform.CompileStatic
import groovy.transform.Immutable
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.CopyOnWriteArrayList

/** One source: 404 where a spec said nothing; it remembers who asked what. */
@CompileStatic
class FakeUpstream implements Upstream {
  private static final Closure<FakeReply> NOT_FOUND = { Call call -> FakeReply.status(404) }
  final String base
  /** In their order. */
  final List<Asked> asked = new CopyOnWriteArrayList<>()
  private final Map<String, Closure<FakeReply>> answers = new ConcurrentHashMap<>()
  /** What every call gets instead of an answer; none: no failure. */
  volatile Optional<Doubt> fails = Optional.empty()

  FakeUpstream(String base) {
    this.base = base
  }

  /** Answers HEAD and GET of a raw target from now on. */
  void answers(String target, FakeReply reply) {
    answers.put(target, { Call call -> reply })
  }

  void answers(String target, byte[] content, Map<String, String> fields = [:]) {
    answers(target, FakeReply.of(content, fields))
  }

  /** Answers by what is asked; called once per request, so that answers may change. */
  void answers(String target, Closure<FakeReply> reply) {
    answers.put(target, reply)
  }

  void fails(String target, Doubt doubt) {
    answers(target, FakeReply.failing(doubt))
  }

  /** The targets that a method was asked for, in their order. */
  List<String> targets(String method) {
    asked.findAll { it.method == method }*.target
  }

  @Override
  Reply head(Call call) { ask('HEAD', call) }

  @Override
  Reply get(Call call) { ask('GET', call) }

  private Reply ask(String method, Call call) {
    asked << new Asked(method, call.target(), call.fields())
    if (!call.target().startsWith('/')) {
      return new Unanswered(Doubt.MISCONFIGURED)
    }
    if (!call.deadline().mayWait()) {
      return new Unanswered(Doubt.NOT_AT_HAND)
    }
    if (fails.isPresent()) {
      return new Unanswered(fails.get())
    }
    def answer = answers.getOrDefault(call.target(), NOT_FOUND)
    FakeReply reply = answer.call(call)
    reply.to(method, call)
  }

  @Immutable
  static class Asked {
    String method, target
    Map<String, String> fields
  }
}
