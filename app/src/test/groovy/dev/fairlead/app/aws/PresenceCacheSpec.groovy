package dev.fairlead.app.aws

import static dev.fairlead.spi.Doubt.TIMEOUT

import dev.fairlead.app.aws.PresenceCache.Slot
import dev.fairlead.spi.Presence
import java.time.Duration
import java.util.concurrent.CompletableFuture
import spock.lang.Specification

class PresenceCacheSpec extends Specification {
  static final Presence PRESENT = new Presence.Present(OptionalLong.empty())
  static final Presence ABSENT = new Presence.Absent()
  static final Presence DOUBT = new Presence.Unknown(TIMEOUT)

  long nanos = 0
  PresenceCache cache = new PresenceCache(
      new AwsSettings.Remembering(Duration.ofHours(1), Duration.ofSeconds(30), 100), { nanos })

  def "#presence is still known after #time: #known"() {
    given:
    def slot = new Slot(1, 'key')
    cache.ask(slot) { CompletableFuture.completedFuture(presence) }

    when:
    nanos += Duration.parse(time).toNanos()

    then:
    cache.known(slot) == (known ? Optional.of(presence) : Optional.empty())

    where:
    presence | time    || known
    PRESENT  | 'PT0S'  || true
    PRESENT  | 'PT59M' || true
    PRESENT  | 'PT1H'  || false
    ABSENT   | 'PT29S' || true
    ABSENT   | 'PT30S' || false
    DOUBT    | 'PT0S'  || false
  }

  def "a question that nobody has answered yet is shared, not known"() {
    given:
    def slot = new Slot(1, 'key')
    def question = new CompletableFuture<Presence>()

    expect:
    cache.ask(slot) { question }.is(cache.ask(slot) { throw new AssertionError() })
    cache.known(slot).empty

    when:
    question.complete(ABSENT)

    then:
    cache.known(slot) == Optional.of(ABSENT)
  }

  def "memory is bounded"() {
    when:
    10_000.times { n -> cache.ask(new Slot(n % 3, "key$n")) { CompletableFuture.completedFuture(PRESENT) } }
    cache.@cache.synchronous().cleanUp()

    then:
    (0..<10_000).count { n -> cache.known(new Slot(n % 3, "key$n")).present } <= 100
  }
}
