package dev.fairlead.registry

import dev.fairlead.spi.ConfigurationException
import dev.fairlead.spi.RouteDecision.PassThrough
import dev.fairlead.spi.RouteDecision.Redirect
import dev.fairlead.spi.RouteDecision.Reject
import dev.fairlead.spi.RouteDecision.Serve
import dev.fairlead.tck.FakeContext
import dev.fairlead.tck.Requests
import spock.lang.Specification

class RedirectSpec extends Specification {
  static final COPIES = [
      [bucket: 'east', region: 'us-east-1', authoritative: true],
      [bucket: 'west', region: 'us-west-2', 'role-arn': 'arn:aws:iam::123456789012:role/reader'],
  ]
  static final HEX = Blobs.hex('a')
  FakeContext context

  def strategy(Map more = [:]) {
    context = new FakeContext([copies: COPIES] + more)
    def strategy = new RegistryProvider().create(context)
    context.objectStores.of('west').keys << Blobs.path('a').substring(1)
    strategy
  }

  def ask(Map settings, String method, String path, String from, Map fields = [:]) {
    def strategy = strategy(settings)
    strategy.decide(Requests.request(method, path, context.regions.addressIn(from), fields))
  }

  def "a redirect is a 307 with the reason phrase that log analyses know, and says what it spares"() {
    when:
    def redirect = ask([:], 'GET', Blobs.path('a'), 'us-west-2') as Redirect

    then:
    with(redirect) {
      status() == 307
      reasonPhrase() == Optional.of('CostManagementRedirect')
      saving().usd() == 0.015d
      location() == "https://west.s3.us-west-2.amazonaws.com${Blobs.path('a')}" +
          '?method=GET&by=arn:aws:iam::123456789012:role/reader&life=1200'
    }
  }

  def "a client over IPv6 gets a dual-stack host"() {
    expect:
    ask([:], 'GET', Blobs.path('a'), 'us-west-2 over IPv6').location().startsWith(
        'https://west.s3.dualstack.us-west-2.amazonaws.com/')
  }

  def "#method #path passes through because of #reason"() {
    when:
    def decision = ask([:], method, path, 'us-east-1')

    then:
    decision instanceof PassThrough
    decision.path().raw() == path
    decision.trace().reason() == reason

    where:
    method   | path                                                              || reason
    'HEAD'   | Blobs.path('a')                                                   || 'method'
    'POST'   | Blobs.path('a')                                                   || 'method'
    'PUT'    | Blobs.path('a')                                                   || 'method'
    'DELETE' | Blobs.path('a')                                                   || 'method'
    'BREW'   | Blobs.path('a')                                                   || 'method'
    'get'    | Blobs.path('a')                                                   || 'method'
    'GET'    | '/'                                                               || 'not-a-blob'
    'GET'    | '/docker/registry/v2/repositories/a/_manifests/tags/t/current/link' || 'not-a-blob'
    'GET'    | "/docker/registry/v2/repositories/a/_layers/sha256/$HEX/link"     || 'not-a-blob'
    'GET'    | "/docker/registry/v2/blobs/sha256/bb/$HEX/data"                   || 'not-a-blob'
    'GET'    | "/docker/registry/v2/blobs/sha256/A0/${HEX.toUpperCase()}/data"   || 'not-a-blob'
    'GET'    | "/docker/registry/v2/blobs/sha256/a0/${HEX[0..62]}/data"          || 'not-a-blob'
    'GET'    | "/docker/registry/v2/blobs/sha256/a0/${HEX}0/data"                || 'not-a-blob'
    'GET'    | "/docker/registry/v2/blobs/sha256/a0/${HEX[0..62]}g/data"         || 'not-a-blob'
    'GET'    | "/docker/registry/v2/blobs/sha512/a0/$HEX/data"                   || 'not-a-blob'
    'GET'    | "/docker/registry/v2/blobs/sha256/a0/$HEX/data/"                  || 'not-a-blob'
    'GET'    | "/docker/registry/v2/blobs/sha256/a0/$HEX/datb"                   || 'not-a-blob'
    'GET'    | "/docker/registry/v2/blobs/sha256/a0/$HEX"                        || 'not-a-blob'
    'GET'    | "//docker/registry/v2/blobs/sha256/a0/$HEX/data"                  || 'not-a-blob'
    'GET'    | "/x/docker/registry/v2/blobs/sha256/a0/$HEX/data"                 || 'not-a-blob'
  }

  def "a percent-encoded path is the same blob once decoded"() {
    expect:
    ask([:], 'GET', Blobs.path('a').replace('sha256', '%73ha256'), 'us-east-1') instanceof Redirect
  }

  def "user agent #agent from #from leads to #target because of #reason"() {
    when:
    def decision = ask(['debug-user-agent': enabled], 'GET', Blobs.path('a'), from, ['User-Agent': agent])

    then:
    (decision instanceof Redirect ? decision.location().find(/\/\/(\w+)/)[2..-1] : 'cdn') == target
    decision.trace().reason() == reason
    ['taken', 'refused'].findAll { counted(it) == 1 } == count

    where:
    agent                        | from        | enabled || target | reason               | count
    'debugregistry/us-west-2'    | 'internet'  | true    || 'west' | 'copy-present'       | ['taken']
    'debugregistry/us-east-2'    | 'internet'  | true    || 'east' | 'copy-authoritative' | ['taken']
    'debugregistry/local'        | 'internet'  | true    || 'east' | 'copy-authoritative' | ['taken']
    'debugregistry/local'        | 'us-west-2' | true    || 'east' | 'copy-authoritative' | ['taken']
    'debugregistry/cloudfront'   | 'us-east-1' | true    || 'cdn'  | 'debug-cloudfront'   | ['taken']
    'debugregistry/us-moon-1'    | 'internet'  | true    || 'cdn'  | 'no-cheaper-copy'    | ['refused']
    'debugregistry/'             | 'us-east-1' | true    || 'east' | 'copy-authoritative' | ['refused']
    'debugregistry/us-east-1 x'  | 'internet'  | true    || 'cdn'  | 'no-cheaper-copy'    | ['refused']
    'DebugRegistry/us-east-1'    | 'internet'  | true    || 'cdn'  | 'no-cheaper-copy'    | []
    'curl/8'                     | 'internet'  | true    || 'cdn'  | 'no-cheaper-copy'    | []
    'debugregistry/us-west-2'    | 'internet'  | false   || 'cdn'  | 'no-cheaper-copy'    | []
    'debugregistry/cloudfront'   | 'us-east-1' | false   || 'east' | 'copy-authoritative' | []
  }

  def "nothing is decided at once, or counted, while the answer takes a probe"() {
    given:
    def strategy = strategy('debug-user-agent': true)
    context.objectStores.of('west').warm = false
    def request = Requests.request('GET', Blobs.path('a'), context.regions.addressIn('us-west-2'),
        ['User-Agent': 'debugregistry/us-west-2'])

    expect:
    strategy.decideAtOnce(request).isEmpty()
    counted('taken') == 0
    strategy.decide(request) instanceof Redirect
    counted('taken') == 1
  }

  def "under the OCI layout #method #path gives #outcome because of #reason"() {
    when:
    def decision = ask([layout: 'oci'], method, path, 'us-east-1')

    then:
    decision.class == outcome
    decision.trace().reason() == reason

    where:
    method   | path                             || outcome     | reason
    'GET'    | '/v2/'                           || Serve       | 'api-version'
    'HEAD'   | '/v2/'                           || Serve       | 'api-version'
    'GET'    | '/v2'                            || Serve       | 'api-version'
    'GET'    | '/v2/_catalog'                   || Reject      | 'catalog'
    'GET'    | '/v2/a/manifests/latest'         || PassThrough | 'not-a-blob'
    'GET'    | '/v2/a/tags/list'                || PassThrough | 'not-a-blob'
    'GET'    | '/'                              || PassThrough | 'not-a-blob'
    'GET'    | '/v2x/a/blobs/sha256:' + HEX     || PassThrough | 'not-a-blob'
    'GET'    | '/v2/blobs/sha256:' + HEX        || PassThrough | 'not-a-blob'
    'GET'    | '/v2/a/blobs/sha512:' + HEX      || PassThrough | 'not-a-blob'
    'GET'    | '/v2/a/blobs/sha256:' + HEX.toUpperCase() || PassThrough | 'not-a-blob'
    'GET'    | "/v2/a/blobs/sha256:$HEX/"       || PassThrough | 'not-a-blob'
    'GET'    | '/v2/a/blobs/sha256:' + HEX      || Redirect    | 'copy-authoritative'
    'HEAD'   | '/v2/a/b/c/blobs/sha256:' + HEX  || Redirect    | 'copy-authoritative'
    'GET'    | '/v2/a/blobs/sha256%3A' + HEX    || Redirect    | 'copy-authoritative'
    'POST'   | '/v2/a/blobs/uploads/'           || Reject      | 'method'
    'DELETE' | '/v2/a/manifests/latest'         || Reject      | 'method'
  }

  def "under the OCI layout a HEAD is signed as a HEAD"() {
    expect:
    ask([layout: 'oci'], 'HEAD', '/v2/a/blobs/sha256:' + HEX, 'us-east-1').location().contains('method=HEAD')
  }

  def "refusals are errors that OCI clients read"() {
    when:
    def reject = ask([layout: 'oci'], 'PUT', '/v2/', 'us-east-1') as Reject

    then:
    reject.reason().status() == 405
    reject.fields() == [Allow: 'GET, HEAD']
    reject.body().get().mediaType() == 'application/json'
  }

  def "key template #template names the blob #key"() {
    expect:
    ask([layout: 'oci', 'key-template': template], 'GET', '/v2/a/blobs/sha256:' + HEX, 'us-east-1')
        .location().startsWith("https://east.s3.us-east-1.amazonaws.com/${key.replace(':', '%3A')}?")

    where:
    template                                            || key
    'docker/registry/v2/blobs/{algorithm}/{prefix}/{hex}/data' || Blobs.path('a').substring(1)
    'containers/images/sha256:{hex}'                    || "containers/images/sha256:$HEX"
    '{hex}'                                             || HEX
  }

  def "setting #setting is refused: #problem"() {
    when:
    ask(setting, 'GET', '/', 'internet')

    then:
    def refused = thrown(ConfigurationException)
    refused.message.startsWith('fairlead.mounts.m.settings.')
    refused.message.contains(problem)
    !refused.message.contains('\n')

    where:
    setting                                             || problem
    [layout: 'ocl']                                     || "did you mean 'oci'?"
    ['presign-expiry': '20']                            || "'20' is not a time with its unit"
    ['presign-expiry': '8d']                            || 'is not within'
    ['probe-deadline': '0s']                            || 'is not within'
    ['debug-user-agent': 'maybe']                       || "'maybe' is not true or false"
    ['key-template': 'blobs/{prefix}']                  || 'without {hex}'
    ['key-template': 'blobs/{digest}/{hex}']            || 'stand in braces'
    ['key-template': '/blobs/{hex}']                    || 'has no empty'
    [copies: []]                                        || 'give at least one'
    [copies: 'x']                                       || 'one value where a map'
    [copies: [[bucket: 'b_', region: 'us-east-1']]]     || 'is not the name of an S3 bucket'
    [copies: [[region: 'us-east-1']]]                   || 'copies[0].bucket: is missing'
    [copies: [[bucket: 'bkt', region: 'us-esat-1']]]    || "did you mean 'us-east-1'?"
    [copies: [[bucket: 'bkt', region: 'us-east-1', 'role-arn': 'reader']]] || 'is not arn:aws:iam::'
    [copies: [[bucket: 'bkt', region: 'us-east-1', 'client-regions': ['us-wst-2']]]] || "did you mean 'us-west-2'?"
  }

  private long counted(String result) {
    context.metrics.count('fairlead.registry.debug.user.agent', 'mount', 'm', 'result', result)
  }
}
