package dev.fairlead.app.edge

import dev.fairlead.ranges.Cloud
import dev.fairlead.ranges.RangeTable
import spock.lang.Specification

class RangeStoreSpec extends Specification {
  def "what CloudFront would refuse is refused here: #hint"() {
    when:
    RangeStore.of(RangeTable.embedded(), Cloud.AWS, RangeTable.embedded().regions(Cloud.AWS), limits)

    then:
    def e = thrown(IllegalArgumentException)
    e.message.contains(hint)
    e.message.endsWith('give fewer regions')

    where:
    limits                             || hint
    new StoreLimits(10_000, 512, 1024) || ' of 10000 bytes'
    new StoreLimits(5_000_000, 3, 1024) || ' of 3 bytes'
  }

  def "a tree has no value that is too long, and its leaves begin with a beginning"() {
    given:
    def edges = (1..count).collect { String.format('%08x', it * 4096) }
    def pairs = [:]

    when:
    EdgeTree.of(edges, max).addTo(pairs, '4')

    then:
    pairs.values().every { it.length() <= max }
    def leaves = pairs.values().findAll { !it.startsWith('>') }
    leaves.dropRight(1).every { it.split(',').length % 2 == 0 }
    leaves.collectMany { it.split(',').toList() } == edges*.replaceFirst('0+$', '')

    where:
    count | max
    1     | 64
    2     | 64
    31    | 64
    1000  | 64
    1001  | 1024
  }

  def "nothing covered and everything covered are trees of one node"() {
    expect:
    EdgeTree.of([], 1024) == new EdgeTree(['g'], [])
    EdgeTree.of(['00000000'], 1024) == new EdgeTree(['0'], [])
  }
}
