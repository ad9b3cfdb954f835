package dev.fairlead.spi

import java.time.Instant
import spock.lang.Specification

/** What is handed over can't change afterwards, and a strategy that overrides nothing is a careful one. */
class RecordsSpec extends Specification {
  def "#what keeps what it was given"() {
    given:
    def given = [a: '1']

    when:
    def kept = fields(make(given))
    given.a = '2'

    then:
    kept == [a: '1']

    when:
    kept.b = '3'

    then:
    thrown(UnsupportedOperationException)

    where:
    what              | make                                                                         | fields
    'a call'          | { new Upstream.Call('/a', it, Deadline.AT_ONCE) }                            | { it.fields() }
    'a draft'         | { new BucketObjects.Draft('text/plain', Optional.empty(), it, true) }        | { it.metadata() }
    'a stored object' | { new BucketObjects.Stored(1, '"e"', Instant.EPOCH, it) }                    | { it.metadata() }
    'content'         | { new Content('text/plain', Body.of([1] as byte[]), '"e"', Optional.empty(), it) }    | { it.fields() }
  }

  def "a bucket that knows nothing of composing says so"() {
    given:
    def bucket = [:] as BucketObjects
    def piece = new BucketObjects.Piece.Fresh(Body.of('abc'.bytes))

    when:
    bucket.compose(new ObjectKey('a/b'), new BucketObjects.Draft('text/plain', Optional.empty(), [:], false), [piece])

    then:
    def e = thrown(IOException)
    e.message.startsWith("a/b can't be composed")
    piece.length() == 3
  }

  def "closing an answer closes its body"() {
    given:
    def closed = false
    def body = new FilterInputStream(InputStream.nullInputStream()) {
      @Override
      void close() { closed = true }
    }

    when:
    new Upstream.Reply.Answered(200, HeaderFields.NONE, body).close()

    then:
    closed
  }

  def "a strategy that says no more decides nothing at once, refuses nobody, takes no passwords and no work"() {
    given:
    def strategy = { RouteRequest request -> throw new AssertionError('not asked') } as RouteStrategy

    expect:
    strategy.decideAtOnce(null).empty
    strategy.refuse(null).empty
    !strategy.takesCredentials()

    when:
    strategy.perform('anything')

    then:
    def e = thrown(IllegalArgumentException)
    e.message == 'this strategy has no background work'
  }
}
