package dev.fairlead.rpm

import static dev.fairlead.tck.FakeReply.failing
import static dev.fairlead.tck.FakeReply.of
import static dev.fairlead.tck.FakeReply.status

import dev.fairlead.rpm.upload.Mirror
import dev.fairlead.rpm.upload.UploadException
import dev.fairlead.rpm.upload.UploadWork
import dev.fairlead.rpm.upload.UploadWork.Kind
import dev.fairlead.spi.ConfigurationException
import dev.fairlead.spi.Doubt
import dev.fairlead.spi.ObjectKey
import dev.fairlead.spi.Upstream
import dev.fairlead.tck.FakeReply
import dev.fairlead.tck.FakeUpstream
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import spock.lang.Specification
import spock.lang.Timeout

/** Registries that want a token even for what everybody may read. */
@Timeout(30)
class RegistryTokenSpec extends Specification {
  static final LAYER = 'a layer'.bytes
  static final HEX = Mirror.sha256(LAYER)
  static final BLOB = "/fedora/fedora/blobs/sha256:$HEX" as String
  static final SENT = BLOB.replace(':', '%3A')
  static final KEY = "cache/oci/blobs/sha256/$HEX" as String
  static final ORIGIN = "origin $SENT" as String
  static final BUCKET = "302 bucket /$KEY for GET" as String
  static final BEARER = 'Bearer realm="https://cdn.example/token",service="the registry",scope="repository:secret/x:push"'
  static final QUERY = 'scope=repository%3Afedora%2Ffedora%3Apull&service=the+registry'
  static final GRANTED = of('{"token": "t1", "expires_in": 300}'.bytes)
  Cache cache = registry()

  /** What a registry says, to who has the token t1 and who has none. */
  static Cache registry(Map settings = [:], String challenge = BEARER, FakeReply opened = of(LAYER)) {
    def cache = new Cache([layout: 'oci', 'allowed-prefixes': ['fedora/fedora']] + settings)
    cache.source.answers(SENT) { Upstream.Call call ->
      call.fields().Authorization == 'Bearer t1' ? opened : status(401, ['WWW-Authenticate': challenge])
    }
    cache.source.answers("/token?$QUERY", GRANTED)
    cache
  }

  List<String> tokensAsked(FakeUpstream host = cache.source) { host.targets('GET').findAll { it.startsWith('/token') } }

  def "a public image is asked for with an anonymous token of our own scope, and kept"() {
    expect:
    cache.answer(BLOB) == ORIGIN
    tokensAsked() == ["/token?$QUERY" as String]
    cache.source.asked.find { it.target.startsWith('/token') }.fields.isEmpty()

    when:
    cache.context.background.perform(cache.strategy)

    then:
    cache.bucket.objects.objects[KEY].content == LAYER

    and: 'no second token was needed, for no second request'
    tokensAsked().size() == 1
    cache.source.asked*.fields*.Authorization == [null, null, 'Bearer t1', 'Bearer t1']
    cache.count('fairlead.rpm.tokens', [result: 'granted']) == 1
  }

  def "with a token the registry says #opened.status #opened.doubt, the bucket #has it: #answer"() {
    given:
    cache = registry([:], BEARER, opened)
    if (has == 'has') {
      cache.bucket.keys << KEY
    }

    expect: 'the same with a token at hand'
    2.times { assert cache.answer(BLOB) == answer }
    cache.offered.empty

    where:
    opened                 | has     || answer
    status(404)            | 'has'   || BUCKET
    status(404)            | 'lacks' || ORIGIN
    status(503)            | 'has'   || BUCKET
    failing(Doubt.NETWORK) | 'has'   || BUCKET
    status(401)            | 'has'   || ORIGIN
    status(403)            | 'has'   || ORIGIN
    status(403)            | 'lacks' || ORIGIN
  }

  def "a registry that is dead doesn't matter to what is kept, with a token or without"() {
    given:
    cache.bucket.keys << KEY

    expect:
    cache.answer(BLOB) == ORIGIN

    when:
    cache.source.fails = Optional.of(Doubt.NETWORK)

    then:
    cache.answer(BLOB) == BUCKET
    cache.answer(BLOB.replace('fedora/fedora', 'fedora/fedora/other')) == BUCKET
  }

  def "a client's own credentials go nowhere and open nothing"() {
    given:
    cache = registry([:], BEARER, status(401))
    cache.bucket.keys << KEY

    expect:
    cache.answer('GET', BLOB, [authorization: 'Bearer private', cookie: 'session=private']) == ORIGIN
    cache.offered.empty
    !cache.source.asked.toString().contains('private')
  }

  def "a token service that says #said.status #said.doubt '#text' is as if there were none, and has peace for a while"() {
    given:
    cache.source.answers("/token?$QUERY", said)
    cache.bucket.keys << KEY

    expect:
    3.times { assert cache.answer(BLOB) == ORIGIN }
    cache.offered.empty
    tokensAsked().size() == 1
    cache.count('fairlead.rpm.tokens', [result: 'failed']) == 1

    when:
    cache.source.answers("/token?$QUERY", GRANTED)
    cache.context.clock.now += Duration.ofSeconds(10)
    cache.bucket.keys.clear()
    cache.bucket.probes.clear()
    cache.answer(BLOB)

    then:
    cache.offered == [KEY]

    where:
    said << [
        status(401), status(404), status(302, [Location: '/elsewhere']), failing(Doubt.TIMEOUT), of('<html>'.bytes), of(''.bytes),
        of('{}'.bytes), of('{"token": 1, "token": "a b"}'.bytes), of('{"token": "a\\r\\nX: y"}'.bytes), of('{"token": ""}'.bytes),
        of(('{"token": "' + 'x' * 70_000 + '"}').bytes), of('{"token": "t1"}'.bytes).cutAfter(5),
    ]
    text = new String(said.body).take(20)
  }

  def "#answer is good for #seconds s"() {
    given:
    cache.source.answers("/token?$QUERY", of(answer.bytes))

    when:
    cache.answer(BLOB)
    cache.context.clock.now += Duration.ofSeconds(Math.max(seconds - 1, 0))
    cache.answer(BLOB)

    then:
    tokensAsked().size() == (seconds ? 1 : 2)

    when:
    cache.context.clock.now += Duration.ofSeconds(1)
    cache.answer(BLOB)

    then:
    tokensAsked().size() == (seconds ? 2 : 3)

    where:
    answer                                          || seconds
    '{"token": "t1"}'                               || 50
    '{"access_token": "t1"}'                        || 50
    '{"token": "t1", "expires_in": 100}'            || 90
    '{"token": "t1", "expires_in": 100000000000}'   || 300
    '{"token": "t1", "expires_in": 5}'              || 0
    '{"token": "t1", "expires_in": -5}'             || 0
    '{"token": "t1", "expires_in": "soon"}'         || 50
  }

  def "50 who ask at once for one repository's files need one token"() {
    given:
    def all = new CountDownLatch(50)
    def blobs = (1..50).collect { "/fedora/fedora/blobs/sha256:${String.format('%064d', it)}" as String }
    blobs.each { blob ->
      cache.source.answers(blob.replace(':', '%3A')) { Upstream.Call call ->
        if (call.fields().Authorization) {
          return of(LAYER)
        }
        all.countDown()
        all.await()
        status(401, ['WWW-Authenticate': BEARER])
      }
    }

    expect:
    blobs.collect { blob -> CompletableFuture.supplyAsync({ cache.answer(blob) }, { Thread.startVirtualThread(it) }) }*.join().every { it.startsWith('origin ') }
    tokensAsked().size() == 1
    cache.offered.size() == 50
  }

  def "a token service that hangs leaves the registry time to answer"() {
    given:
    cache = registry('head-timeout': '3s')
    cache.source.answers("/token?$QUERY", GRANTED.after(Duration.ofSeconds(20)))
    cache.bucket.keys << KEY

    expect:
    cache.answer(BLOB) == ORIGIN
  }

  def "a token of another host is fetched where it is named: #challenge"() {
    given:
    cache = registry(['token-hosts': ['https://192.0.2.9']], challenge)
    cache.context.upstreams.of('https://192.0.2.9').answers(target, GRANTED)

    when:
    cache.answer(BLOB)

    then:
    cache.offered == [KEY]

    where:
    challenge                                                                         || target
    'Bearer realm="https://192.0.2.9/token",service="the registry"'                   || "/token?$QUERY"
    'bearer service=r , realm=https://192.0.2.9/jwt'                                  || '/jwt?scope=repository%3Afedora%2Ffedora%3Apull&service=r'
    'Basic realm="Bearer", Bearer realm="https://192.0.2.9/t?a=1"'                    || '/t?a=1&scope=repository%3Afedora%2Ffedora%3Apull'
    'Bearer realm="https://192.0.2.9/t",service="a&b=c", Basic realm="x"'             || '/t?scope=repository%3Afedora%2Ffedora%3Apull&service=a%26b%3Dc'
  }

  def "no token is fetched for #challenge"() {
    given:
    cache = registry(['token-hosts': ['https://192.0.2.9', 'https://localhost']], challenge)

    expect:
    cache.answer(BLOB) == ORIGIN
    cache.offered.empty
    cache.context.upstreams.sources.keySet() == ['https://cdn.example'] as Set
    tokensAsked().empty
    cache.count('fairlead.rpm.tokens', [result: 'refused']) == refused

    where:
    challenge                                             || refused
    'Bearer realm="https://evil.example/token"'           || 1
    'Bearer realm="https://192.0.2.9:8443/token"'         || 1
    'Bearer realm="http://cdn.example/token"'             || 1
    'Bearer realm="http://192.0.2.9/token"'               || 1
    'Bearer realm="https://u:p@192.0.2.9/token"'          || 1
    'Bearer realm="https://localhost/token"'              || 1
    'Bearer realm="/token"'                               || 1
    'Bearer realm="mailto:a@b"'                           || 1
    'Bearer realm="https://[/"'                           || 0
    'Bearer realm="https://192.0.2.9/t#f"'                || 0
    'Bearer service="the registry"'                       || 0
    'Basic realm="https://192.0.2.9/token"'               || 0
    'NotBearer realm="https://192.0.2.9/token"'           || 0
    ''                                                    || 0
  }

  def "a repository that isn't allowed has no token, not even for an upload"() {
    given:
    def target = "/secret/x/blobs/sha256%3A$HEX" as String
    cache.source.answers(target, status(401, ['WWW-Authenticate': BEARER]))

    when:
    cache.strategy.perform(new UploadWork(new ObjectKey(KEY), target, Kind.BLOB).encode())

    then:
    def e = thrown(UploadException)
    e.message.endsWith('the source answers 401')
    tokensAsked().empty
  }

  def "tokens of very many repositories are bounded in memory: the oldest is fetched anew"() {
    given:
    def blobs = (0..1000).collect { BLOB.replace('fedora/fedora', "fedora/fedora/r$it") }
    blobs.eachWithIndex { blob, n ->
      cache.source.answers(blob.replace(':', '%3A'), status(401, ['WWW-Authenticate': BEARER]))
      cache.source.answers("/token?${QUERY.replace('fedora%2Ffedora', 'fedora%2Ffedora%2Fr' + n)}", GRANTED)
    }

    when:
    blobs.each { cache.answer(it) }
    [blobs[1], blobs[0]].each { cache.answer(it) }

    then:
    tokensAsked().size() == 1002
  }

  def "#hosts is refused for a registry with https"() {
    when:
    registry('token-hosts': hosts)

    then:
    def e = thrown(ConfigurationException)
    e.message.startsWith("fairlead.mounts.m.settings.token-hosts: ")
    e.message.contains(problem)

    where:
    hosts                           || problem
    ['http://auth.example']         || 'has to be https'
    ['auth.example']                || 'is not like https://'
    ['https://auth.example/token']  || 'is not like https://'
  }
}
