package dev.fairlead.isobuild.store

import dev.fairlead.spi.HeaderFields
import java.time.Duration
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import spock.lang.Specification

class PartSpec extends Specification {
  static final MODIFIED = 'Sat, 21 Nov 2026 10:00:00 GMT'

  def "#fields tell contents apart by #validator"() {
    expect:
    Part.validator(HeaderFields.of(fields.collectEntries { [(it.key): [it.value]] })).orElse(null) == validator

    where:
    fields                                                                 || validator
    [:]                                                                    || null
    [etag: '"a"']                                                          || '"a"'
    [etag: 'W/"a"']                                                        || null
    [etag: 'a']                                                            || null
    [etag: 'W/"a"', 'last-modified': MODIFIED, date: 'Sat, 21 Nov 2026 10:01:00 GMT'] || MODIFIED
    ['last-modified': MODIFIED, date: 'Sat, 21 Nov 2026 10:00:59 GMT']     || null
    ['last-modified': MODIFIED]                                            || null
    ['last-modified': 'yesterday', date: MODIFIED]                         || null
    ['last-modified': MODIFIED, date: 'now']                               || null
  }

  def "a turn that crawls lets the next one begin, a brisk one doesn't: #bytes bytes"() {
    given:
    def turns = new Turns(1, Duration.ofMillis(20))
    def next = new CountDownLatch(1)
    def turn = turns.take()

    when:
    Thread.startVirtualThread {
      turns.take().close()
      next.countDown()
    }
    Thread.sleep(30)
    turn.moved(bytes)

    then:
    next.await(free ? 5000 : 100, TimeUnit.MILLISECONDS) == free

    when:
    turn.close()
    turn.close()

    then: 'it is given back once'
    next.await(5, TimeUnit.SECONDS)
    turns.@free.availablePermits() == 1

    where:
    bytes     || free
    1L << 20  || true
    4L << 20  || false
  }
}
