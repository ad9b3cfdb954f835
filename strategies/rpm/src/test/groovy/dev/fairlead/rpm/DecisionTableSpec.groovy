package dev.fairlead.rpm

import static dev.fairlead.tck.FakeReply.failing
import static dev.fairlead.tck.FakeReply.of
import static dev.fairlead.tck.FakeReply.status

import dev.fairlead.spi.Doubt
import dev.fairlead.spi.RouteDecision.Reject
import java.time.Duration
import spock.lang.Specification
import spock.lang.Timeout

/** The table of the RPM cache's rules, row by row; rows 12, 27 and 28 have specs of their own. */
@Timeout(30)
class DecisionTableSpec extends Specification {
  static final PACKAGE = of(new byte[1000], ['Content-Type': 'application/x-rpm'])
  static final HTML = of('<p>log in</p>'.bytes, ['Content-Type': 'text/html; charset=utf-8'])
  static final MISTYPED = of(new byte[1000], ['Content-Type': 'text/html'])
  static final HANGING = PACKAGE.after(Duration.ofSeconds(9))
  static final ORIGIN = 'origin /pub/x.rpm'
  static final BUCKET = '302 bucket /cache/pub/x.rpm for GET'

  def "row #row: the source says #says.status #says.doubt, the bucket #has: #answer, #uploads uploads"() {
    given:
    def cache = new Cache(says == HANGING ? ['head-timeout': '300ms'] : [:])
    cache.source.answers('/pub/x.rpm', says)
    switch (has) {
      case 'it': cache.bucket.objects.put('cache/pub/x.rpm', new byte[1000]); break
      case 'an older one': cache.bucket.objects.put('cache/pub/x.rpm', new byte[999]); break
      case 'an error': cache.bucket.probeFails = Optional.of(Doubt.FORBIDDEN); break
    }

    expect:
    cache.answer('/pub/x.rpm') == answer
    cache.offered.size() == uploads

    where:
    row | says                       | has            || answer | uploads
    2   | PACKAGE                    | 'it'           || ORIGIN | 0
    3   | PACKAGE                    | 'nothing'      || ORIGIN | 1
    4   | status(404)                | 'it'           || BUCKET | 0
    5   | HANGING                    | 'it'           || BUCKET | 0
    5   | failing(Doubt.TIMEOUT)     | 'it'           || BUCKET | 0
    6   | status(404)                | 'nothing'      || ORIGIN | 0
    6   | HANGING                    | 'nothing'      || ORIGIN | 0
    7   | status(404)                | 'an error'     || ORIGIN | 0
    9   | PACKAGE                    | 'an error'     || ORIGIN | 1
    10  | status(403)                | 'it'           || BUCKET | 0
    10  | status(401)                | 'it'           || BUCKET | 0
    10  | status(410)                | 'it'           || BUCKET | 0
    10  | status(429)                | 'it'           || BUCKET | 0
    10  | status(500)                | 'it'           || BUCKET | 0
    10  | status(503)                | 'it'           || BUCKET | 0
    10  | failing(Doubt.NETWORK)     | 'it'           || BUCKET | 0
    11  | status(403)                | 'nothing'      || ORIGIN | 0
    11  | status(405)                | 'nothing'      || ORIGIN | 0
    11  | status(500)                | 'nothing'      || ORIGIN | 0
    11  | failing(Doubt.NETWORK)     | 'nothing'      || ORIGIN | 0
    12  | failing(Doubt.BREAKER_OPEN)| 'it'           || BUCKET | 0
    13  | status(301)                | 'it'           || ORIGIN | 0
    13  | status(302)                | 'nothing'      || ORIGIN | 1
    13  | status(308)                | 'nothing'      || ORIGIN | 1
    14  | HTML                       | 'it'           || BUCKET | 0
    14  | HTML                       | 'an error'     || ORIGIN | 0
    14  | MISTYPED                   | 'it'           || ORIGIN | 0
    14  | of(new byte[0])            | 'it'           || BUCKET | 0
    14  | HTML                       | 'nothing'      || ORIGIN | 0
    14  | of(new byte[0])            | 'nothing'      || ORIGIN | 0
    14  | PACKAGE                    | 'an older one' || ORIGIN | 1
  }

  def "row #row: #target is no package: the client gets it upstream as it asked, and nobody else is asked"() {
    given:
    def cache = new Cache()

    expect:
    cache.answer(target) == "origin ${target.replaceFirst(/\?.*/, '')}"
    cache.strategy.decideAtOnce(cache.request('GET', target)).present
    cache.source.asked.empty
    cache.bucket.probes.empty

    where:
    row | target
    1   | '/pub/repodata/repomd.xml'
    1   | '/'
    18  | '/metalink?repo=fedora-44&arch=x86_64'
    19  | '/pub/x.rpm?token=1'
    19  | '/pub/x.rpm?'
    22  | '//evil.example/x.rpm'
    22  | '/pub//x.rpm'
    22  | '/@evil.example//x.rpm'
    23  | '/pub/x.rpm/'
    23  | '/pub/x.RPM'
    23  | '/pub/x.drpm'
    23  | '/pub/x.rpm.asc'
    25  | "/${'é'.bytes.encodeHex().toString().replaceAll('..', '%$0') * 600}.rpm".toString()
  }

  def "row 7: what can't be signed is had upstream"() {
    given:
    def cache = new Cache()
    cache.bucket.keys << 'cache/pub/x.rpm'
    cache.bucket.presignFails = Optional.of(Doubt.CREDENTIALS)

    expect:
    cache.answer('/pub/x.rpm') == ORIGIN
    cache.count('fairlead.rpm.saved') == 0
  }

  def "row 7: work that nobody takes is counted, and offered again with the next request"() {
    given:
    def cache = new Cache()
    cache.source.answers('/pub/x.rpm', PACKAGE)
    cache.context.background.full = true

    expect:
    cache.answer('/pub/x.rpm') == ORIGIN
    cache.count('fairlead.rpm.offers', [result: 'refused']) == 1

    when:
    cache.context.background.full = false

    then:
    cache.answer('/pub/x.rpm') == ORIGIN
    cache.offered == ['cache/pub/x.rpm']
    cache.count('fairlead.rpm.offers', [result: 'offered']) == 1
  }

  def "rows 10 and 11: a mirror that refuses HEAD with #refusal is asked for a byte, where that is wanted"() {
    given:
    def cache = new Cache('ranged-get': true)
    cache.source.answers('/pub/x.rpm', { call -> call.fields().isEmpty() ? status(refusal) : then })
    if (kept) {
      cache.bucket.keys << 'cache/pub/x.rpm'
    }

    expect:
    cache.answer('/pub/x.rpm') == answer
    cache.offered.size() == uploads

    where:
    refusal | then                                                    | kept  || answer | uploads
    405     | of(new byte[1], ['Content-Range': 'bytes 0-0/1000'])    | false || ORIGIN | 1
    501     | status(206, ['Content-Range': 'bytes 0-0/1000000000'])  | true  || ORIGIN | 0
    403     | status(403)                                             | false || ORIGIN | 0
    403     | status(403)                                             | true  || BUCKET | 0
    404     | PACKAGE                                                 | true  || BUCKET | 0
  }

  def "row 13: where hosts are named for it, redirects are followed: #location, then #there.status, is #answer"() {
    given:
    def cache = new Cache('redirect-hosts': ['https://192.0.2.7', 'https://localhost', 'https://none.invalid'])
    cache.bucket.keys << 'cache/pub/x.rpm'
    cache.source.answers('/pub/x.rpm', status(302, [Location: location]))
    cache.context.upstreams.of('https://192.0.2.7').answers('/a/x.rpm?t=1', there)
    cache.source.answers('/y/x.rpm', there)

    expect:
    cache.answer('/pub/x.rpm') == answer

    where:
    location                            | there       || answer
    'https://192.0.2.7/a/x.rpm?t=1'| PACKAGE     || ORIGIN
    'https://192.0.2.7/a/x.rpm?t=1'| status(404) || BUCKET
    '//192.0.2.7/a/x.rpm?t=1'      | status(404) || BUCKET
    '../y/x.rpm'                        | status(404) || BUCKET
    '/pub/x.rpm'                        | PACKAGE     || BUCKET // round and round
    'http://192.0.2.7/a/x.rpm?t=1' | status(404) || ORIGIN
    'https://evil.example/a/x.rpm'      | status(404) || ORIGIN
    'https://[/'                        | status(404) || ORIGIN
    'https://localhost/a/x.rpm'         | status(404) || ORIGIN // an inner address
    'https://none.invalid/a/x.rpm'      | status(404) || ORIGIN
  }

  def "row 15: with a retry-window of #window a second GET within it gets #second"() {
    given:
    def cache = new Cache('retry-window': window)
    cache.source.answers('/pub/x.rpm', PACKAGE)
    cache.bucket.objects.put('cache/pub/x.rpm', new byte[1000])

    expect:
    cache.answer('HEAD', '/pub/x.rpm') == ORIGIN
    cache.answer('/pub/x.rpm') == ORIGIN
    cache.answer('/pub/x.rpm') == second

    when:
    cache.context.clock.now += Duration.ofSeconds(61)

    then:
    cache.answer('/pub/x.rpm') == ORIGIN

    where:
    window | second
    '0s'   | ORIGIN
    '1m'   | BUCKET
  }

  def "row 16: a HEAD gets a URL that is signed for HEAD"() {
    given:
    def cache = new Cache()
    cache.bucket.keys << 'cache/pub/x.rpm'

    expect:
    cache.answer('HEAD', '/pub/x.rpm') == '302 bucket /cache/pub/x.rpm for HEAD'
  }

  def "row 17: #method is 405, says what is allowed and reaches nobody"() {
    given:
    def cache = new Cache()
    Reject decision = cache.decide(method, target)

    expect:
    decision.reason().status() == 405
    decision.fields() == [Allow: 'GET, HEAD']
    cache.source.asked.empty

    where:
    [method, target] << [['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'], ['/pub/x.rpm', '/pub/']].combinations()
  }

  def "row 20: all spellings lead to one object and one spelling upstream: #spelling"() {
    given:
    def cache = new Cache()
    def canonical = '/pub/libstdc%2B%2B-1.0~rc1%5Egit-1.fc44.x86_64.rpm'
    cache.source.answers(canonical, PACKAGE)

    expect:
    cache.answer("/pub/$spelling-1.fc44.x86_64.rpm") == "origin $canonical"
    cache.offered == ['cache/pub/libstdc++-1.0~rc1^git-1.fc44.x86_64.rpm']

    when: 'another process finds it gone; this one might still share the answer of before'
    def later = new Cache()
    later.source.answers(canonical, status(404))
    later.bucket.keys << 'cache/pub/libstdc++-1.0~rc1^git-1.fc44.x86_64.rpm'

    then:
    later.answer("/pub/$spelling-1.fc44.x86_64.rpm") == "302 bucket /cache$canonical for GET"

    where:
    spelling << [
        'libstdc%2b%2b-1.0~rc1%5egit', // dnf 4
        'libstdc++-1.0~rc1%5Egit',     // zypper, wget
        'libstdc++-1.0~rc1^git',       // rpm, curl, dnf 5
        'libstdc%2B%2B-1.0~rc1%5Egit', // canonical
        'libstdc%2B+-1.0%7Erc1^git',
    ]
  }

  def "row 23: source packages are packages"() {
    given:
    def cache = new Cache()
    cache.source.answers('/pub/x.src.rpm', PACKAGE)

    expect:
    cache.answer('/pub/x.src.rpm') == 'origin /pub/x.src.rpm'
    cache.offered == ['cache/pub/x.src.rpm']
  }

  def "row 24: with extensions #extensions, #cacheable can be kept, and nothing else"() {
    given:
    def cache = new Cache(extensions: extensions)
    def files = ['/a.rpm', '/a.RPM', '/a.drpm', '/a.xml', '/arpm']

    when:
    files.each { cache.source.answers(it, PACKAGE); cache.decide(it) }

    then:
    cache.offered == cacheable.collect { "cache$it" as String }

    where:
    extensions         || cacheable
    []                 || []
    ['rpm']            || ['/a.rpm']
    ['.RPM', 'drpm']   || ['/a.RPM', '/a.drpm']
  }

  def "row 26: no field of the client's reaches the source"() {
    given:
    def cache = new Cache()
    cache.source.answers('/pub/x.rpm', PACKAGE)

    when:
    def answer = cache.answer('GET', '/pub/x.rpm',
        [Range: 'bytes=5-', 'If-None-Match': '"a"', 'Cache-Control': 'no-cache', Authorization: 'Basic eDp5', Cookie: 'a=b'])

    then:
    answer == ORIGIN
    cache.source.asked*.fields == [[:]]
  }
}
