package dev.fairlead.rhcos

import static dev.fairlead.rhcos.Mirror.S3

import dev.fairlead.spi.Doubt
import dev.fairlead.spi.RouteDecision.PassThrough
import dev.fairlead.spi.RouteDecision.Redirect
import dev.fairlead.spi.RouteDecision.Reject
import spock.lang.Specification

/** The rules of srv_rhcos_mirror, and what was wrong with them. */
class RoutingSpec extends Specification {
  static final IMAGE = 'releases/rhcos-4.11-aarch64/411.85.202205040359-0/aarch64/rhcos-411.85.202205040359-0-aws.aarch64.vmdk.gz'
  static final STRIP = ['strip-prefix': '/art/storage/']

  def "#method #path from #from gives #answer because of #reason"() {
    given:
    def mirror = new Mirror(STRIP)

    expect:
    mirror.answer(method: method, path: path, from: from) == answer
    mirror.ask(method: method, path: path, from: from).trace().reason() == reason

    where:
    method   | path                      | from                  || answer        | reason
    'GET'    | "/art/storage/$IMAGE"     | 'internet'            || "CDN /$IMAGE" | 'no-cheaper-copy'
    'GET'    | "/art/storage/$IMAGE"     | 'internet over IPv6'  || "CDN /$IMAGE" | 'no-cheaper-copy'
    'GET'    | "/art/storage/$IMAGE"     | 'gcp'                 || "CDN /$IMAGE" | 'no-cheaper-copy'
    'GET'    | "/art/storage/$IMAGE"     | 'us-east-1'           || "$S3/$IMAGE"  | 'copy-authoritative'
    'GET'    | "/art/storage/$IMAGE"     | 'us-east-2'           || "$S3/$IMAGE"  | 'copy-authoritative'
    'HEAD'   | "/art/storage/$IMAGE"     | 'internet'            || "CDN /$IMAGE" | 'no-cheaper-copy'
    'HEAD'   | "/art/storage/$IMAGE"     | 'us-east-1'           || "$S3/$IMAGE"  | 'copy-authoritative'
    // The original sent every US region to its one bucket; the price table knows what that costs.
    'GET'    | "/art/storage/$IMAGE"     | 'us-west-2'           || "CDN /$IMAGE" | 'no-cheaper-copy'
    // It must be exactly the prefix.
    'GET'    | '/'                       | 'us-east-1'           || '404'         | 'no-rule'
    'GET'    | '/art/storage'            | 'us-east-1'           || '404'         | 'no-rule'
    'GET'    | '/art'                    | 'us-east-1'           || '404'         | 'no-rule'
    'GET'    | "/art/storagex/$IMAGE"    | 'us-east-1'           || '404'         | 'no-rule'
    'GET'    | "/Art/storage/$IMAGE"     | 'us-east-1'           || '404'         | 'no-rule'
    'GET'    | "//art/storage/$IMAGE"    | 'us-east-1'           || '404'         | 'no-rule'
    'GET'    | "/x/art/storage/$IMAGE"   | 'us-east-1'           || '404'         | 'no-rule'
    'GET'    | "/$IMAGE"                 | 'us-east-1'           || '404'         | 'no-rule'
    // Encoded otherwise it is the same path.
    'GET'    | '/art/%73torage/a'        | 'us-east-1'           || "$S3/a"       | 'copy-authoritative'
    // A directory is for the source of truth to list.
    'GET'    | '/art/storage/'           | 'us-east-1'           || 'CDN /'       | 'directory'
    'GET'    | '/art/storage/prod/'      | 'us-east-1'           || 'CDN /prod/'  | 'directory'
    // What no key can be is asked of nobody: the prefix must not leave //evil.example behind.
    'GET'    | '/art/storage//evil.example/x' | 'internet'       || '404'         | 'not-a-key'
    'GET'    | '/art/storage/a//b'       | 'us-east-1'           || '404'         | 'not-a-key'
    'GET'    | '/art/storage/a//'        | 'us-east-1'           || '404'         | 'not-a-key'
    'GET'    | '/art/storage//'          | 'us-east-1'           || '404'         | 'not-a-key'
    'GET'    | '/art/storage/' + 'k' * 1025 | 'us-east-1'        || '404'         | 'not-a-key'
    'POST'   | "/art/storage/$IMAGE"     | 'us-east-1'           || '405'         | 'method'
    'DELETE' | '/art/storage'            | 'us-east-1'           || '405'         | 'method'
    'get'    | "/art/storage/$IMAGE"     | 'us-east-1'           || '405'         | 'method'
  }

  def "a redirect is the 307 that log analyses know, signed for its method"() {
    when:
    def redirect = new Mirror(STRIP).ask(method: method, path: "/art/storage/$IMAGE", from: 'us-east-1') as Redirect

    then:
    redirect.status() == 307
    redirect.reasonPhrase() == Optional.of('CostManagementRedirect')
    redirect.location() == "$S3/$IMAGE?method=$method&by=own&life=1200"

    where:
    method << ['GET', 'HEAD']
  }

  def "who may not write is told what is allowed"() {
    expect:
    (new Mirror(STRIP).ask(method: 'PUT', path: '/art/storage/a') as Reject).fields() == [Allow: 'GET, HEAD']
  }

  def "#raw is one object, #encoded, whichever way it is written"() {
    given:
    def mirror = new Mirror(STRIP)

    expect:
    mirror.answer(path: "/art/storage/$raw", from: 'us-east-1') == "$S3/$encoded"
    mirror.answer(path: "/art/storage/$raw", from: 'internet') == "CDN /$encoded"

    where:
    raw                            || encoded
    'perl-Text-Tabs+Wrap.rpm'      || 'perl-Text-Tabs%2BWrap.rpm'
    'perl-Text-Tabs%2BWrap.rpm'    || 'perl-Text-Tabs%2BWrap.rpm'
    'perl-Text-Tabs%2bWrap.rpm'    || 'perl-Text-Tabs%2BWrap.rpm'
    'a-1.0~rc1^git.rpm'            || 'a-1.0~rc1%5Egit.rpm'
    'a%7Eb'                        || 'a~b'
    'a%20b'                        || 'a%20b'
    'a%252Fb'                      || 'a%252Fb'
    'sha256:1'                     || 'sha256%3A1'
    'sha256%3A1'                   || 'sha256%3A1'
    '@evil.example'                || '%40evil.example'
    '%C3%A9'                       || '%C3%A9'
  }

  def "the query #query is carried on to a public URL, and is no part of the key"() {
    given:
    def mirror = new Mirror(STRIP + [copies: [Mirror.COPIES[0] + [presign: false]]])

    expect:
    (mirror.ask(path: '/art/storage/a', from: 'us-east-1', query: query) as Redirect).location() == location
    (mirror.ask(path: '/art/storage/a', from: 'us-east-1 over IPv6', query: query) as Redirect).location().contains('dualstack')
    (mirror.ask(path: '/art/storage/a', query: query) as PassThrough).path().raw() == '/a'

    where:
    query         || location
    'sha256=abc'  || "$S3/a?sha256=abc"
    'sha256='     || "$S3/a?sha256="
    ''            || "$S3/a?"
    null          || "$S3/a"
  }

  def "a query does not spoil a signature"() {
    expect:
    (new Mirror(STRIP).ask(path: '/art/storage/a', from: 'us-east-1', query: 'sha256=') as Redirect).location() ==
        "$S3/a?method=GET&by=own&life=1200"
  }

  def "with a bucket per region #from reads from #bucket, if it has it"() {
    given:
    def mirror = new Mirror(STRIP + ['presign-expiry': '1h', copies: Mirror.COPIES + [
        [bucket: 'west', region: 'us-west-2', presign: false],
        [bucket: 'europe', region: 'eu-west-1', 'client-regions': ['eu-west-1']]]])
    ['west', 'europe'].each { mirror.context.objectStores.of(it).keys << 'a' }
    mirror.context.objectStores.of('west').probeFails = Optional.ofNullable(fault)

    expect:
    mirror.answer(path: '/art/storage/a', from: from).startsWith(bucket)

    where:
    from         | fault         || bucket
    'us-east-1'  | null          || 'https://art-rhcos-ci.s3.us-east-1.'
    'us-west-2'  | null          || 'https://west.s3.us-west-2.'
    'us-west-2'  | Doubt.TIMEOUT || 'CDN /a'
    'eu-west-1'  | null          || 'https://europe.s3.eu-west-1.'
    'cn-north-1' | null          || 'CDN /a'
  }

  def "what can't be signed passes through"() {
    given:
    def mirror = new Mirror(STRIP)
    mirror.context.objectStores.of('art-rhcos-ci').presignFails = Optional.of(Doubt.CREDENTIALS)

    expect:
    mirror.answer(path: '/art/storage/a+b', from: 'us-east-1') == 'CDN /a%2Bb'
  }

  def "nothing is decided at once while the answer takes a probe"() {
    given:
    def mirror = new Mirror(copies: [[bucket: 'one', region: 'us-east-1']])
    mirror.context.objectStores.of('one').warm = false

    expect:
    mirror.strategy.decideAtOnce(mirror.request(path: '/a', from: 'us-east-1')).isEmpty()
    mirror.strategy.decideAtOnce(mirror.request(path: '/a')).get() instanceof PassThrough
  }

  def "with index.html for directories #path is #answer"() {
    expect:
    new Mirror(STRIP + ['index-html': true]).answer(path: path, from: 'us-east-1') == answer

    where:
    path                     || answer
    '/art/storage/'          || 'CDN /index.html'
    '/art/storage/prod/c++/' || 'CDN /prod/c%2B%2B/index.html'
    '/art/storage/prod'      || "$S3/prod"
  }

  def "the root can lead elsewhere, and nothing else does"() {
    given:
    def mirror = new Mirror('root-redirect': 'https://mirror.example/pub/')

    when:
    def redirect = mirror.ask(path: '/', query: 'x', from: 'us-east-1') as Redirect

    then:
    redirect.status() == 302
    redirect.location() == 'https://mirror.example/pub/'
    redirect.trace().reason() == 'root'
    mirror.answer(path: '/pub/') == 'CDN /pub/'
  }
}
