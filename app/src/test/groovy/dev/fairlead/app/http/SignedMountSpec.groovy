package dev.fairlead.app.http

import static dev.fairlead.app.SampleRanges.from

import com.fasterxml.jackson.databind.ObjectMapper
import dev.fairlead.app.Answer
import dev.fairlead.app.Doors
import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.TwoRegistries
import dev.fairlead.testbed.Blob
import dev.fairlead.testbed.CdnKey
import dev.fairlead.testbed.Testbed
import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** A mount that verifies signed URLs, end to end, with a CDN behind it that does so too. */
class SignedMountSpec extends Specification {
  static final SITE = 'https://downloads.example'
  static final WRONG = ['unsigned', 'by a stranger', 'ended', 'of another mount']
  @Shared CdnKey old = CdnKey.generate('KOLD')
  @Shared CdnKey next = CdnKey.generate('KNEXT')
  @Shared CdnKey stranger = CdnKey.generate('KOLD')
  @Shared CdnKey ours = CdnKey.generate('KOURS')
  @Shared Path keys = Files.createTempDirectory('fairlead-keys')
  @Shared @AutoCleanup Testbed testbed = Testbed.start()
  @Shared Blob everywhere = Blob.of('a layer that all buckets have')
  @Shared Blob fresh = Blob.of('a layer that is not replicated yet')
  @Shared def cdn
  @Shared def plainCdn
  @Shared @AutoCleanup Doors doors
  @Shared ServiceFixture server

  def setupSpec() {
    testbed.s3().createBucket('east', 'us-east-1')
    testbed.s3().createBucket('west', 'us-west-2')
    [everywhere, fresh].each { testbed.s3().put('east', it) }
    testbed.s3().put('west', everywhere)
    cdn = testbed.cdn('east').requireSignatures(ours)
    plainCdn = testbed.cdn('east').requireSignatures(old)
    [old, next].each { Files.writeString(keys.resolve("${it.id()}.pem"), it.publicPem()) }
    Files.writeString(keys.resolve('ours.pem'), ours.privatePem())
    doors = new Doors(yaml())
    server = doors.http
  }

  def cleanupSpec() {
    keys.toFile().deleteDir()
  }

  String yaml() {
    def access = """{ signed-for: "$SITE", cloudfront-keys: [{ id: KOLD, public-key-file: "${keys.resolve('KOLD.pem')}" },
        { id: KNEXT, public-key-file: "${keys.resolve('KNEXT.pem')}" }] }"""
    def sign = """sign: { key-pair-id: KOURS, private-key-file: "${keys.resolve('ours.pem')}" }"""
    """
fairlead:
  server: { host: 127.0.0.1, access-log: false }
  client-address: { source: forwarded, hops: 1 }
  ranges: { files: [aws-ip-ranges.json] }
  prices: { cdn: 0.015 }
  object-store: { endpoint: "${testbed.s3().endpoint()}" }
  mounts:
${mount('signed', '/signed', access, "to: \"${cdn.endpoint()}\", $sign")}
${mount('proxied', '/proxied', access, "to: \"${cdn.endpoint()}\", mode: proxy, $sign")}
${mount('through', '/through', access, "to: \"${plainCdn.endpoint()}\"")}
${mount('bypassed', '/bypassed', access, "to: \"${cdn.endpoint()}\", $sign", 'bypass: true')}
${mount('excluded', '/excluded', access, "to: \"${cdn.endpoint()}\", clients: [198.18.0.0/24], $sign")}
"""
  }

  static String mount(String name, String prefix, String access, String to, String more = 'bypass: false') {
    """
    $name:
      strategy: registry
      match: { prefix: $prefix }
      access: $access
      pass-through: { $to }
      $more
      settings:
        copies:
          - { bucket: east, region: us-east-1, authoritative: true }
          - { bucket: west, region: us-west-2 }
"""
  }

  static String target(String prefix, Blob blob, CdnKey key, Instant end = Instant.now().plusSeconds(600), String own = '') {
    key.sign("$SITE$prefix/${blob.key()}$own", end) - SITE
  }

  boolean isDownloaded(Answer answer, Blob blob) {
    TwoRegistries.download(answer.location) == blob.bytes()
  }

  int asked() {
    testbed.s3().log().all().size()
  }

  def "a URL that isn't signed gets 403 and nobody is asked for it, #mount through #door"() {
    given:
    def before = [asked(), cdn.log().all().size()]
    def refused = doors[door].metric('fairlead_access_refused_total', [mount: mount])

    when:
    def answer = doors[door].exchange('GET', targets(mount)[what], from('us-west-2'))

    then:
    answer.status == 403
    answer.text == 'forbidden\n'
    answer.location == null
    answer.all('cache-control') == ['no-store']
    [asked(), cdn.log().all().size()] == before
    doors[door].metric('fairlead_access_refused_total', [mount: mount]) == refused + 1
    doors[door].metric('fairlead_decisions_total', [mount: mount, outcome: 'reject', reason: 'access-refused']) == refused + 1

    where:
    [mount, what, door] << [['signed', 'proxied', 'through', 'bypassed', 'excluded'], WRONG, ['HTTP']].combinations() +
        [['signed'], WRONG, Doors.NAMES - 'HTTP'].combinations()
  }

  Map<String, String> targets(String mount) {
    [unsigned:           "/$mount/${everywhere.key()}".toString(),
     'by a stranger':    target("/$mount", everywhere, stranger),
     ended:              target("/$mount", everywhere, old, Instant.now().minusSeconds(1)),
     'of another mount': target('/other', everywhere, old).replace('/other', "/$mount")]
  }

  def "a URL signed with the #which key leads to the bucket of #place, through #door"() {
    when:
    def answer = doors[door].exchange('GET', target('/signed', everywhere, this."$which"), from(place))

    then:
    answer.status == 307
    URI.create(answer.location).authority == testbed.s3().endpoint().authority
    !answer.location.contains('Key-Pair-Id')
    isDownloaded(answer, everywhere)

    where:
    [which, place, door] << [['old', 'next'], ['us-east-1', 'us-west-2'], ['HTTP']].combinations() +
        [['next'], ['us-west-2'], Doors.NAMES - 'HTTP'].combinations()
  }

  def "cookies lead there too, through #door"() {
    given:
    def (path, query) = target('/signed', everywhere, old).split('[?]')
    def cookies = query.split('&').collect { 'CloudFront-' + it }

    expect:
    isDownloaded(doors[door].exchange('GET', path, from('us-west-2') + [Cookie: "a=b; ${cookies.join('; ')}"]), everywhere)

    where:
    door << Doors.NAMES
  }

  def "what is passed through is signed anew for the CDN and ends no later, #mount through #door"() {
    given:
    def end = Instant.ofEpochSecond(Instant.now().epochSecond + 100)
    def signed = target("/$mount", fresh, old, end, own)

    when:
    def answer = doors[door].exchange('GET', signed, from(place))

    then:
    answer.status == 307
    answer.location.startsWith("${cdn.endpoint()}/${fresh.key()}${own ?: '?'}")
    answer.location.contains('Key-Pair-Id=KOURS')
    (answer.location.find('Expires=([0-9]+)') { it[1] } as long) <= end.epochSecond
    isDownloaded(answer, fresh)

    where:
    mount      | place          | own
    'signed'   | 'us-west-2'    | ''
    'signed'   | 'the internet' | ''
    'signed'   | 'the internet' | '?n=1&x=%2A'
    'bypassed' | 'us-east-1'    | ''
    'excluded' | 'us-east-1'    | ''
    combined:
    door << Doors.WEB // CloudFront has verified what it goes on with itself
  }

  def "restrictions of a custom policy go on to the CDN"() {
    given:
    def policy = """{"Statement":[{"Resource":"$SITE/signed/*","Condition":{"DateLessThan":{"AWS:EpochTime":${Instant.now().epochSecond + 100}},""" +
        """"IpAddress":{"AWS:SourceIp":"${cidr}"}}}]}"""
    def url = "/signed/${fresh.key()}?Policy=${encode(policy.bytes)}&Signature=${encode(sign(policy))}&Key-Pair-Id=KOLD"

    when:
    def answer = server.get(url, ['X-Forwarded-For': client])
    def passedOn = new String(Base64.decoder.decode(answer.location.find('Policy=([^&]+)') { it[1] }.tr('-_~', '+=/')))

    then:
    answer.status == 307
    parse(passedOn).Statement[0].Resource == "${cdn.endpoint()}/${fresh.key()}"
    parse(passedOn).Statement[0].Condition == parse(policy).Statement[0].Condition

    and: 'so that the CDN, whose clients are on loopback here, minds them'
    (status(answer.location) == 200) == passes

    where:
    cidr             | client      || passes
    '127.0.0.0/8'    | '127.0.0.1' || true
    '203.0.113.0/24' | '203.0.113.9' || false
  }

  static Map parse(String json) {
    new ObjectMapper().readValue(json, Map)
  }

  static int status(String location) {
    ((HttpURLConnection) URI.create(location).toURL().openConnection()).responseCode
  }

  static String encode(byte[] bytes) {
    Base64.encoder.encodeToString(bytes).tr('+=/', '-_~')
  }

  byte[] sign(String policy) {
    def der = Base64.mimeDecoder.decode(old.privatePem().readLines().findAll { !it.startsWith('-') }.join(''))
    def signature = java.security.Signature.getInstance('SHA1withRSA')
    signature.initSign(java.security.KeyFactory.getInstance('RSA').generatePrivate(new java.security.spec.PKCS8EncodedKeySpec(der)))
    signature.update(policy.bytes)
    signature.sign()
  }

  def "a proxied answer comes from the verifying CDN"() {
    when:
    def answer = server.get(target('/proxied', fresh, old), from('the internet'))

    then:
    answer.status == 200
    answer.body == fresh.bytes()
  }

  def "a mount that proxies redirects through #door, which can't stream"() {
    expect:
    isDownloaded(doors[door].exchange('GET', target('/proxied', fresh, old), from('the internet')), fresh)

    where:
    door << Doors.WEB - 'HTTP'
  }

  def "cookies of a client don't go on to a CDN that a URL is signed for"() {
    given:
    def parts = target('/proxied', fresh, old).replaceFirst('.*[?]', '').split('&').collect { 'CloudFront-' + it }

    when:
    def answer = server.get("/proxied/${fresh.key()}", from('the internet') + [Cookie: "a=b; ${parts.join('; ')}; c=d"])

    then:
    answer.body == fresh.bytes()
    cdn.log().all().last().header('cookie').get() == 'a=b; c=d'
  }

  def "without sign the query goes on byte for byte"() {
    given:
    def signed = target('/through', fresh, old, Instant.now().plusSeconds(60), '?b=%2e&a=1')

    expect:
    server.get(signed, from('the internet')).location == "${plainCdn.endpoint()}${signed - '/through'}"
  }

  def "explain judges the URL that is asked about, and tells the operator why"() {
    given:
    def ask = { String url -> parse(
        server.manage('GET', "/explain?ip=192.0.2.1&url=${URLEncoder.encode(url, 'UTF-8')}").text) }
    def signed = SITE + target('/signed', fresh, old)
    def refused = server.metric('fairlead_access_refused_total')

    when:
    def granted = ask(signed)
    def forbidden = ask(signed.replace('Expires=', 'Expires=1'))

    then:
    granted.outcome == 'pass-through'
    granted.location ==~ /\Q${cdn.endpoint()}\E.*Signature=REDACTED.*/
    !granted.toString().contains(signed.find('Signature=([^&]+)') { it[1] })
    forbidden.reason == 'access-refused'
    forbidden.location == '403 forbidden'
    forbidden.steps*.note == ['its signature is not of this key over this resource']
    server.metric('fairlead_access_refused_total') == refused
  }
}
