package dev.fairlead.rpm

import static dev.fairlead.tck.FakeReply.of
import static dev.fairlead.tck.FakeReply.status

import spock.lang.Specification
import spock.lang.Timeout

/** Who only wants to know changes nothing. */
@Timeout(30)
class ExplainSpec extends Specification {
  def cache = new Cache('retry-window': '1m')

  String explained() { Cache.told(cache.strategy.explain(cache.request('GET', '/x.rpm'))) }

  def "a miss that is explained is not offered for upload, nor does it hold up the offer of a real one"() {
    given:
    cache.source.answers('/x.rpm', of(new byte[10]))

    expect:
    explained() == 'origin /x.rpm'
    cache.offered.empty
    cache.answer('/x.rpm') == 'origin /x.rpm'
    cache.offered == ['cache/x.rpm']
  }

  def "it makes no client one that tries again, but tells who is one"() {
    given:
    cache.source.answers('/x.rpm', of(new byte[10]))
    cache.bucket.objects.put('cache/x.rpm', new byte[10])

    expect:
    2.times { assert explained() == 'origin /x.rpm' }
    cache.answer('/x.rpm') == 'origin /x.rpm'
    explained() == '302 bucket /cache/x.rpm for GET'
  }

  def "a rescue that is explained saved nobody"() {
    given:
    cache.source.answers('/x.rpm', status(404))
    cache.bucket.keys << 'cache/x.rpm'

    expect:
    explained() == '302 bucket /cache/x.rpm for GET'
    cache.count('fairlead.rpm.saved') == 0
  }
}
