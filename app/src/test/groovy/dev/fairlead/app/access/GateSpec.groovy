package dev.fairlead.app.access

import static dev.fairlead.app.access.Gates.END
import static dev.fairlead.app.access.Gates.NOW
import static dev.fairlead.app.access.Gates.SITE
import static dev.fairlead.app.access.Gates.refusal
import static dev.fairlead.app.access.Gates.request

import dev.fairlead.app.aws.FakeClock
import dev.fairlead.ranges.Prefix
import java.nio.file.Path
import java.time.Duration
import java.time.Instant
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** Conditions, cookies, mixtures and keys; what openssl signs is in VectorsSpec. */
class GateSpec extends Specification {
  @TempDir @Shared Path folder
  @Shared UrlSigner signer

  def setupSpec() {
    ['K1', 'K2'].each { Gates.write(folder, it, Gates.rsa()) }
    Gates.write(folder, 'E1', Gates.ec())
    signer = Gates.signer(folder, 'K1')
  }

  static Conditions conditions(Map<String, Object> of) {
    new Conditions(Instant.ofEpochSecond(of.end ?: END), Optional.ofNullable(of.start).map { Instant.ofEpochSecond(it) },
        Optional.ofNullable(of.ip).map { Prefix.parse(it) })
  }

  def "a URL that holds until #end is refused at #now with a skew of #skew: #refused"() {
    given:
    def url = signer.sign("$SITE/a", conditions(end: END))
    def clock = Instant.ofEpochSecond(END).plusMillis(after)

    expect:
    (refusal(Gates.gate(folder, ['K1'], now: clock, skew: Duration.ofSeconds(skew)).judge(request(url))) != null) == refused

    where:
    after  | skew || refused
    -1200_000 | 0 || false
    -1     | 0    || false
    0      | 0    || true
    1      | 0    || true
    1      | 30   || false
    29_999 | 30   || false
    30_000 | 30   || true
    end = 'its end'
    now = "$after ms after"
  }

  def "a URL that holds after its beginning is refused #before ms before with a skew of #skew: #refused"() {
    given:
    def url = signer.sign("$SITE/a", conditions(start: END - 600))
    def clock = Instant.ofEpochSecond(END - 600).minusMillis(before)

    expect:
    (refusal(Gates.gate(folder, ['K1'], now: clock, skew: Duration.ofSeconds(skew)).judge(request(url))) != null) == refused

    where:
    before | skew || refused
    -1     | 0    || false
    0      | 0    || true
    1      | 0    || true
    0      | 30   || false
    29_999 | 30   || false
    30_000 | 30   || true
  }

  def "a URL for #ip is refused to #client: #refused"() {
    expect:
    (refusal(Gates.gate(folder, ['K1']).judge(request(signer.sign("$SITE/a", conditions(ip: ip)), client))) != null) == refused

    where:
    ip             | client              || refused
    '192.0.2.0/24' | '192.0.2.0'         || false
    '192.0.2.0/24' | '192.0.2.255'       || false
    '192.0.2.0/24' | '192.0.3.0'         || true
    '192.0.2.0/24' | '192.0.1.255'       || true
    '192.0.2.7/32' | '192.0.2.7'         || false
    '192.0.2.7/32' | '192.0.2.8'         || true
    '192.0.2.0/24' | '::ffff:192.0.2.9'  || false
    '192.0.2.0/24' | '2001:db8::1'       || true
    '0.0.0.0/0'    | '203.0.113.9'       || false
    '0.0.0.0/0'    | '2001:db8::1'       || true
    '0.0.0.0/0'    | '::c000:207'        || true
  }

  static List<String> cookies(String url) {
    [url.replaceFirst('.*[?]', '').split('&').collect { 'CloudFront-' + it }.join('; ')]
  }

  def "cookies let in whom the same parameters in the URL would, #policy"() {
    given:
    def signed = policy == 'canned' ? signer.sign("$SITE/a?own=1", conditions([:])) : signer.sign("$SITE/a", "$SITE/*", conditions([:]))
    def gate = Gates.gate(folder, ['K1'])
    def all = signed.replace('own=1&', '')

    expect:
    gate.judge(request("$SITE/a?own=1", '192.0.2.7', ['theme=dark; ' + cookies(all)[0]])) == new Verdict.Granted(Optional.of('own=1'), conditions([:]))
    gate.judge(request("$SITE/a?own=1", '192.0.2.7', cookies(all)[0].split('; ') as List)) instanceof Verdict.Granted
    refusal(gate.judge(request("$SITE/b?own=2", '192.0.2.7', cookies(all)))) == null == (policy == 'custom')

    where:
    policy << ['canned', 'custom']
  }

  def "#what is refused: #reason"() {
    given:
    def url = signer.sign("$SITE/a", conditions([:]))
    def gate = Gates.gate(folder, ['K1'])
    def parts = url.replaceFirst('.*[?]', '').split('&') as List
    def (expires, signature, id) = parts

    expect:
    refusal(gate.judge(request(change(expires, signature, id)[0], '192.0.2.7', change(expires, signature, id)[1] ?: []))) == reason

    where:
    what                            | change                                                                        || reason
    'nothing'                       | { e, s, i -> ["$SITE/a"] }                                                    || 'it has neither signing parameters nor cookies'
    'other parameters'              | { e, s, i -> ["$SITE/a?expires=1&signature=x"] }                              || 'it has neither signing parameters nor cookies'
    'a cookie for a parameter'      | { e, s, i -> ["$SITE/a?$e&$s", ["CloudFront-$i"]] }                           || 'Key-Pair-Id is missing'
    'parameters for a cookie'       | { e, s, i -> ["$SITE/a?$i", ["CloudFront-$e; CloudFront-$s"]] }               || 'Signature is missing'
    'a cookie twice'                | { e, s, i -> ["$SITE/a", ["CloudFront-$e; CloudFront-$s; CloudFront-$i; CloudFront-$s"]] } || 'Signature is there twice'
    'a cookie twice, in two lines'  | { e, s, i -> ["$SITE/a", ["CloudFront-$e; CloudFront-$s; CloudFront-$i", "CloudFront-$e"]] } || 'Expires is there twice'
    'a cookie too few'              | { e, s, i -> ["$SITE/a", ["CloudFront-$e; CloudFront-$s"]] }                  || 'Key-Pair-Id is missing'
    'cookies without prefix'        | { e, s, i -> ["$SITE/a", ["$e; $s; $i"]] }                                    || 'it has neither signing parameters nor cookies'
    'cookies in lower case'         | { e, s, i -> ["$SITE/a", ["cloudfront-$e; cloudfront-$s; cloudfront-$i"]] }   || 'it has neither signing parameters nor cookies'
    'Expires and Policy'            | { e, s, i -> ["$SITE/a?$e&Policy=e30_&$s&$i"] }                               || 'it has both Expires and Policy'
    'Expires and Policy as cookies' | { e, s, i -> ["$SITE/a", ["CloudFront-$e; CloudFront-Policy=e30_; CloudFront-$s; CloudFront-$i"]] } || 'it has both Expires and Policy'
    'neither of them'               | { e, s, i -> ["$SITE/a?$s&$i"] }                                              || 'it has neither Expires nor Policy'
    'an unknown key'                | { e, s, i -> ["$SITE/a?$e&$s&Key-Pair-Id=K9"] }                               || "Key-Pair-Id is not one of this mount's keys"
    'an unknown hash'               | { e, s, i -> ["$SITE/a?$e&$s&$i&Hash-Algorithm=sha256"] }                     || 'Hash-Algorithm is not SHA1 or SHA256'
    'a bad alphabet'                | { e, s, i -> ["$SITE/a?$e&Signature=a+b/&$i"] }                               || 'Signature is not base64 in the alphabet of signed URLs'
    'a long signature'              | { e, s, i -> ["$SITE/a?$e&Signature=${'A' * 1372}&$i"] }                      || 'its signature or policy is too long'
    'a quotation mark'              | { e, s, i -> ["$SITE/a\"?$e&$s&$i"] }                                         || 'the URL holds a bare quotation mark or backslash'
    'a name that is escaped'        | { e, s, i -> ["$SITE/a?$e&$s&$i&Polic%79=e30_"] }                             || "a signing parameter's name is percent-encoded"
    'another path'                  | { e, s, i -> ["$SITE/b?$e&$s&$i"] }                                           || 'its signature is not of this key over this resource'
  }

  def "a URL with all its parameters counts without its cookies, as at CloudFront"() {
    given:
    def url = signer.sign("$SITE/a", conditions([:]))

    expect:
    refusal(Gates.gate(folder, ['K1']).judge(request(url, '192.0.2.7', ['CloudFront-Policy=e30_']))) == null
  }

  def "own parameters stay as they are: #own"() {
    given:
    def url = signer.sign("$SITE/a?$own", conditions([:]))

    expect:
    Gates.gate(folder, ['K1']).judge(request(url)) == new Verdict.Granted(Optional.of(own), conditions([:]))

    where:
    own << ['a=1', 'b=2&a=%2e%2E&c=+;/x&&', '', '&', 'Policies=1&expires=2', 'a=b=c']
  }

  def "two keys hold while they are changed, and one of them no longer"() {
    given:
    def urls = ['K1', 'K2', 'E1'].collect { Gates.signer(folder, it).sign("$SITE/a", conditions([:])) }

    expect:
    urls.collect { refusal(Gates.gate(folder, ids).judge(request(it))) == null } == passing

    where:
    ids                || passing
    ['K1']             || [true, false, false]
    ['K1', 'K2']       || [true, true, false]
    ['K2', 'E1']       || [false, true, true]
  }

  def "a signature that was seen before is judged by the clock and the client of now, cache #cache"() {
    given:
    def clock = new FakeClock(NOW.toString())
    def gate = Gates.gate(folder, ['K1'], clock: clock, cache: cache)
    def url = signer.sign("$SITE/dir/a", "$SITE/dir/*", conditions(start: END - 600, ip: '192.0.2.0/24'))
    clock.advance(Duration.ofSeconds(700))

    expect:
    2.times { assert refusal(gate.judge(request(url))) == null }
    refusal(gate.judge(request(url.replace('/dir/a', '/dir/b')))) == null
    refusal(gate.judge(request(url.replace('/dir/a', '/a')))) == 'its policy is for another resource'
    refusal(gate.judge(request(url, '203.0.113.1'))).startsWith('it is for clients of 192.0.2.0/24')
    refusal(gate.judge(request(url + '&Hash-Algorithm=SHA256'))) == 'its signature is not of this key over this resource'
    refusal(gate.judge(request(url.replaceFirst('Signature=..', 'Signature=AA'))))

    when:
    clock.advance(Duration.ofSeconds(600))

    then:
    refusal(gate.judge(request(url))).startsWith('it ended at')

    when:
    clock.advance(Duration.ofSeconds(-1000))

    then:
    refusal(gate.judge(request(url))).startsWith('it begins after')

    where:
    cache << [0, 1, 100]
  }

  def "a policy #policy is refused: #reason"() {
    when:
    PolicyReader.read(policy.getBytes('UTF-8'))

    then:
    def e = thrown(RefusedException)
    e.reason() == reason

    where:
    policy                                                                                || reason
    ''                                                                                    || 'the policy of its policy is not an object'
    'x'                                                                                   || 'its policy is not JSON with every name once'
    '[]'                                                                                  || 'the policy of its policy is not an object'
    '{"Statement":[]}'                                                                    || 'its policy has not exactly one statement'
    '{"Statement":[{},{}]}'                                                               || 'its policy has not exactly one statement'
    '{"Statement":{}}'                                                                    || 'its policy has not exactly one statement'
    '{"Statement":[{}],"Version":"1"}'                                                    || 'the policy of its policy has an unknown key'
    '{"Statement":[{}]}{}'                                                                || 'its policy is not JSON with every name once'
    '{"Statement":[{}],"Statement":[{}]}'                                                 || 'its policy is not JSON with every name once'
    '{"Statement":[{"Resource":1}]}'                                                      || 'the resource of its policy is not a text'
    '{"Statement":[{"Resource":"*"}]}'                                                    || 'the condition of its policy is not an object'
    '{"Statement":[{"Resource":"*","Effect":"Deny","Condition":{}}]}'                     || 'the statement of its policy has an unknown key'
    '{"Statement":[{"Condition":{}}]}'                                                    || 'its policy has no DateLessThan'
    condition('"DateLessThan":{"AWS:EpochTime":"1"}')                                     || 'a time of its policy is not in whole seconds'
    condition('"DateLessThan":{"AWS:EpochTime":1.0}')                                     || 'a time of its policy is not in whole seconds'
    condition('"DateLessThan":{"AWS:EpochTime":-1}')                                      || 'a time of its policy is not in whole seconds'
    condition('"DateLessThan":{"AWS:EpochTime":99999999999999999999}')                    || 'a time of its policy is not in whole seconds'
    condition('"DateLessThan":{"aws:EpochTime":1}')                                       || 'the date of its policy has an unknown key'
    condition('"DateLessThan":{}')                                                        || 'a time of its policy is not in whole seconds'
    condition('"DateLessThan":1')                                                         || 'the date of its policy is not an object'
    condition('"DateLessThan":{"AWS:EpochTime":1},"StringEquals":{}')                     || 'the condition of its policy has an unknown key'
    condition('"DateLessThan":{"AWS:EpochTime":1},"IpAddress":{"AWS:SourceIp":"::/0"}')   || 'the address of its policy is not one IPv4 prefix'
    condition('"DateLessThan":{"AWS:EpochTime":1},"IpAddress":{"AWS:SourceIp":"1.2.3.4"}') || 'the address of its policy is not one IPv4 prefix'
    condition('"DateLessThan":{"AWS:EpochTime":1},"IpAddress":{"AWS:SourceIp":"example.com/32"}') || 'the address of its policy is not one IPv4 prefix'
    condition('"DateLessThan":{"AWS:EpochTime":1},"IpAddress":{"AWS:SourceIp":["1.2.3.0/24"]}')   || 'the address of its policy is not one IPv4 prefix'
    '{"Statement":[{"Condition":{"DateLessThan":{"AWS:EpochTime":1}},"Resource":"' + 'a' * 8192 + '"}]}' || 'its policy is longer than 8192 bytes'
    '[' * 100                                                                             || 'its policy is not JSON with every name once'
  }

  static String condition(String text) {
    """{"Statement":[{"Resource":"*","Condition":{$text}}]}"""
  }

  def "a policy that isn't UTF-8 is refused"() {
    when:
    PolicyReader.read([0x7b, 0xff] as byte[])

    then:
    thrown(RefusedException)
  }
}
