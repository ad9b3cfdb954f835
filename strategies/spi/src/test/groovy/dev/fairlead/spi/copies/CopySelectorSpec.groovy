package dev.fairlead.spi.copies

import dev.fairlead.spi.BucketObjects
import dev.fairlead.spi.ClientRegion
import dev.fairlead.spi.Deadline
import dev.fairlead.spi.Doubt
import dev.fairlead.spi.ObjectKey
import dev.fairlead.spi.ObjectStore
import dev.fairlead.spi.Presence
import dev.fairlead.spi.Presigned
import dev.fairlead.spi.Prices
import dev.fairlead.spi.Trace
import java.time.Duration
import spock.lang.Specification

class CopySelectorSpec extends Specification {
  static final CDN_AT_0015 = new Prices(0.015d, 0.09d, 0, 0.02d, Prices.LIST.pairs())

  /** A bucket whose probes and signatures come out as it was told. */
  static class Store implements ObjectStore {
    String name
    Presence presence = new Presence.Absent()
    Optional<Doubt> signing = Optional.empty()

    String publicUrl(ObjectKey key, boolean overIpv6) { "https://$name/public/$key" }

    BucketObjects objects() { throw new AssertionError('a selector only probes') }

    Presence probe(ObjectKey key, Deadline deadline) { presence }

    Presigned presign(String method, ObjectKey key, boolean overIpv6, Duration life, Deadline deadline) {
      signing.isPresent() ? new Presigned.Unavailable(signing.get()) : new Presigned.Url("https://$name/$key")
    }
  }

  static Copy replica(String name, String region, Presence presence, Set<String> only = []) {
    new Copy(name, region, false, only, true, new Store(name: name, presence: presence))
  }

  static Copy authoritative(String name, String region, Doubt signing = null) {
    new Copy(name, region, true, [] as Set, true, new Store(name: name, signing: Optional.ofNullable(signing)))
  }

  static final PRESENT = new Presence.Present(OptionalLong.of(5))
  static final ABSENT = new Presence.Absent()

  static Presence unknown(Doubt doubt) { new Presence.Unknown(doubt) }

  static select(List<Copy> copies, String region, boolean canonicalOnly = false) {
    def client = region ? ClientRegion.assumed(region) : ClientRegion.UNKNOWN
    def trace = new Trace.Writer(client)
    def wanted = new Wanted('GET', new ObjectKey('k'), client, false, Duration.ofMinutes(20))
    def selector = new CopySelector(copies, CDN_AT_0015)
    def deadline = Deadline.in(Duration.ofSeconds(1))
    def selection = canonicalOnly
        ? selector.selectAuthoritative(wanted, trace, deadline)
        : selector.select(wanted, trace, deadline)
    [selection, trace.end('x').steps()*.toString()]
  }

  def "#what: #chosen because of #reason"() {
    when:
    def (selection, _) = select(copies, region)

    then:
    (selection instanceof Selection.Found ? selection.url() : 'cdn') == chosen
    selection.reason() == reason

    where:
    what                             | region      | copies                                                                                   || chosen          | reason
    'cheapest first, as listed'      | 'us-east-2' | [replica('a', 'us-east-1', PRESENT), replica('b', 'us-east-2', PRESENT)]                 || 'https://b/k'   | 'copy-present'
    'the next when absent'           | 'us-east-2' | [replica('a', 'us-east-1', PRESENT), replica('b', 'us-east-2', ABSENT)]                  || 'https://a/k'   | 'copy-present'
    'no probe at the same price'     | 'us-east-1' | [replica('a', 'us-east-1', PRESENT), authoritative('b', 'us-east-1')]                    || 'https://b/k'   | 'copy-authoritative'
    'the order listed at one price'  | 'us-east-1' | [replica('a', 'us-east-1', PRESENT), replica('b', 'us-east-1', PRESENT)]                 || 'https://a/k'   | 'copy-present'
    'nothing cheaper'                | 'us-west-2' | [authoritative('a', 'us-east-1')]                                                        || 'cdn'           | 'no-cheaper-copy'
    'outside AWS'                    | null        | [authoritative('a', 'us-east-1')]                                                        || 'cdn'           | 'no-cheaper-copy'
    'absent everywhere'              | 'us-east-1' | [replica('a', 'us-east-1', ABSENT), replica('b', 'us-east-2', ABSENT)]                   || 'cdn'           | 'copy-absent'
    'a failure outweighs absence'    | 'us-east-1' | [replica('a', 'us-east-1', ABSENT), replica('b', 'us-east-2', unknown(Doubt.TIMEOUT))]   || 'cdn'           | 'copy-timeout'
    'the first failure is told'      | 'us-east-1' | [replica('a', 'us-east-1', unknown(Doubt.NETWORK)), replica('b', 'us-east-2', unknown(Doubt.TIMEOUT))] || 'cdn' | 'copy-network'
    'a failure outlasts absence'     | 'us-east-1' | [replica('a', 'us-east-1', unknown(Doubt.NETWORK)), replica('b', 'us-east-2', ABSENT)]   || 'cdn'           | 'copy-network'
    'no signature, so the next'      | 'us-east-1' | [authoritative('a', 'us-east-1', Doubt.CREDENTIALS), replica('b', 'us-east-2', PRESENT)] || 'https://b/k'   | 'copy-present'
    'not for this region'            | 'us-east-2' | [replica('a', 'us-east-2', PRESENT, ['us-east-1'] as Set)]                               || 'cdn'           | 'no-cheaper-copy'
    'for this region'                | 'us-east-2' | [replica('a', 'us-east-2', PRESENT, ['us-east-2'] as Set)]                               || 'https://a/k'   | 'copy-present'
  }

  def "an answer that takes waiting is no answer, even if a later copy had one"() {
    expect:
    select([replica('a', 'us-east-1', unknown(Doubt.NOT_AT_HAND)), replica('b', 'us-east-2', PRESENT)], 'us-east-1')[0] ==
        new Selection.NotAtOnce()
  }

  def "what is found says what it spares"() {
    when:
    def (selection, _) = select([replica('a', 'us-east-1', PRESENT)], 'us-east-1')

    then:
    selection.saving().lengthBytes() == OptionalLong.of(5)
    selection.saving().usdPerGb() == 0.015d
  }

  def "the canonical copy is found wherever the client is, at any price"() {
    expect:
    select([replica('a', 'us-west-2', PRESENT), authoritative('b', 'us-east-1')], 'us-west-2', true)[0].url() == 'https://b/k'
    select([replica('a', 'us-west-2', PRESENT)], 'us-west-2', true)[0] == new Selection.Nowhere('no-cheaper-copy')
  }

  def "the trace names every copy and why it lost"() {
    expect:
    select([replica('a', 'us-east-2', ABSENT), authoritative('b', 'us-east-1'), replica('c', 'us-west-2', PRESENT),
            replica('d', 'us-east-2', PRESENT, ['us-east-1'] as Set)], 'us-east-2')[1] == [
        'a copy-absent at 0.000 USD/GB',
        'b copy-authoritative at 0.010 USD/GB',
        'c dearer-than-cdn at 0.020 USD/GB',
        'd not-for-this-region at 0.000 USD/GB',
    ]
  }

  def "a copy that everybody may read needs no signature, and carries on the query #query"() {
    given:
    def copy = new Copy('a', 'us-east-1', false, [] as Set, false,
        new Store(name: 'a', presence: presence, signing: Optional.of(Doubt.CREDENTIALS)))
    def client = ClientRegion.assumed('us-east-1')
    def wanted = new Wanted('GET', new ObjectKey('k'), client, false, Duration.ofMinutes(20), Optional.ofNullable(query))
    def selection = new CopySelector([copy], CDN_AT_0015).select(wanted, new Trace.Writer(client), Deadline.in(Duration.ofSeconds(1)))

    expect:
    (selection instanceof Selection.Found ? selection.url() : selection.reason()) == expected

    where:
    presence | query     || expected
    PRESENT  | 'sha256=' || 'https://a/public/k?sha256='
    PRESENT  | null      || 'https://a/public/k'
    ABSENT   | 'x'       || 'copy-absent'
  }
}
