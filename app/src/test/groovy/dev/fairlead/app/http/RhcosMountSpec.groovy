package dev.fairlead.app.http

import static dev.fairlead.app.SampleRanges.from

import dev.fairlead.app.Answer
import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.TwoRegistries
import dev.fairlead.testbed.Testbed
import dev.fairlead.testbed.UpstreamStandIn
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** The example of the boot images' documentation, end to end, and a mirror with areas behind a proxy. */
class RhcosMountSpec extends Specification {
  static final KEY = 'releases/rhcos-4.11-aarch64/411.85.202205040359-0/aarch64/rhcos-411.85.202205040359-0-aws.aarch64.vmdk.gz'
  static final IMAGE = ('a boot image ' * 100_000).bytes
  @Shared @AutoCleanup Testbed testbed = Testbed.start()
  @Shared UpstreamStandIn cdn
  @Shared @AutoCleanup ServiceFixture server

  def setupSpec() {
    testbed.s3().createBucket('art-rhcos-ci', 'us-east-1')
    testbed.s3().put('art-rhcos-ci', KEY, IMAGE)
    testbed.s3().put('art-rhcos-ci', 'pub/c++', 'open'.bytes)
    testbed.s3().put('art-rhcos-ci', 'enterprise/a', 'closed'.bytes)
    cdn = testbed.cdn('art-rhcos-ci')
    server = ServiceFixture.start("""
fairlead:
  server: { host: 127.0.0.1, access-log: false }
  client-address: { source: forwarded, hops: 1 }
  ranges: { files: [aws-ip-ranges.json] }
  prices: { cdn: 0.015 }
  object-store: { endpoint: "${testbed.s3().endpoint()}" }
  secrets: { refresh: 100ms }
  mounts:
    rhcos:
      strategy: rhcos
      match: { distribution: E3DTOB2AA6Z2NE, hosts: [rhcos.mirror.example, Releases-Art-RHCOS.example] }
      access: public
      pass-through: { to: "${cdn.endpoint()}", mode: redirect }
      settings:
        strip-prefix: /art/storage/
        copies:
          - { bucket: art-rhcos-ci, region: us-east-1, authoritative: true, presign: true }
    mirror:
      strategy: rhcos
      match: { host: mirror.example }
      access: public
      pass-through: { to: "${cdn.endpoint()}", mode: proxy }
      settings:
        areas: [{ prefix: /enterprise/, accounts: $accounts }]
        public: [/pub/]
        copies: [{ bucket: art-rhcos-ci, region: us-east-1, authoritative: true, presign: false }]
""")
  }

  @Shared File accounts = File.createTempFile('accounts', '.txt').tap { text = 'acme:open sesame\n'; deleteOnExit() }

  Answer ask(String host, String target, String place = 'the internet', Map<String, String> more = [:], String method = 'GET') {
    server.exchange(method, target, [Host: host] + from(place) + more)
  }

  static Map<String, String> as(String pair) {
    [Authorization: 'Basic ' + pair.bytes.encodeBase64()]
  }

  def "the documented image: #place gets it from #where, with the bytes that were put there"() {
    when:
    def answer = ask(host, "/art/storage/$KEY", place)

    then:
    answer.status == 307
    answer.location.startsWith(where == 'the CDN' ? "${cdn.endpoint()}/$KEY" : "${testbed.s3().endpoint()}/art-rhcos-ci/$KEY?X-Amz-")
    TwoRegistries.download(answer.location) == IMAGE
    where == 'the CDN' || answer.reasonPhrase == 'CostManagementRedirect' && answer.location.contains('%2Fus-east-1%2Fs3%2F')

    where:
    host                          | place                 || where
    'rhcos.mirror.example'        | 'the internet'        || 'the CDN'
    'rhcos.mirror.example'        | 'us-west-2'           || 'the CDN'
    'rhcos.mirror.example'        | 'us-east-1'           || 'the bucket'
    'rhcos.mirror.example'        | 'us-east-1 over IPv6' || 'the bucket'
    'releases-art-rhcos.example'  | 'us-east-1'           || 'the bucket'
  }

  def "openshift-install's query is kept where it can be"() {
    expect:
    ask('rhcos.mirror.example', "/art/storage/$KEY?sha256=").location == "${cdn.endpoint()}/$KEY?sha256="
    TwoRegistries.download(ask('rhcos.mirror.example', "/art/storage/$KEY?sha256=abc", 'us-east-1').location) == IMAGE
    ask('mirror.example', '/pub/c++?sha256=', 'us-east-1').location ==
        "${testbed.s3().endpoint()}/art-rhcos-ci/pub/c%2B%2B?sha256="
  }

  def "a HEAD from EC2 is signed as a HEAD"() {
    given:
    def location = ask('rhcos.mirror.example', "/art/storage/$KEY", 'us-east-1', [:], 'HEAD').location
    def connection = URI.create(location).toURL().openConnection() as HttpURLConnection

    when:
    connection.requestMethod = 'HEAD'

    then:
    connection.responseCode == 200
    connection.contentLengthLong == IMAGE.length
  }

  def "#target is #status at the mirror"() {
    expect:
    ask('rhcos.mirror.example', target).status == status

    where:
    target                       || status
    '/'                          || 404
    '/art/storage'               || 404
    '/art/storage/../x'          || 400
    '/art/storage/%2e%2e/x'      || 400
    '/art/storage//evil.example' || 404
  }

  def "areas: #target as #who is #status #body"() {
    given:
    def answer = ask('mirror.example', target, 'the internet', who ? as(who) : [:])

    expect:
    [answer.status, status == 200 ? answer.text : ''] == [status, body]

    where:
    target                       | who                || status | body
    '/pub/c++'                   | null               || 200    | 'open'
    '/enterprise/a'              | null               || 401    | ''
    '/enterprise/a'              | 'acme:wrong'       || 401    | ''
    '/enterprise/a'              | 'acme:open sesame' || 200    | 'closed'
    '/pub%2f..%2fenterprise/a'   | null               || 400    | ''
    '/pub/../enterprise/a'       | null               || 400    | ''
    '/publicx'                   | null               || 403    | ''
  }

  def "a client is asked for its password as browsers know it, and counted"() {
    given:
    def before = server.metric('fairlead_access_refused_total', [mount: 'mirror'])

    expect:
    ask('mirror.example', '/enterprise/a').field('www-authenticate') == 'Basic realm="mirror", charset="UTF-8"'
    server.metric('fairlead_access_refused_total', [mount: 'mirror']) == before + 1
  }

  def "the password stays here"() {
    when:
    ask('mirror.example', '/enterprise/a', 'the internet', as('acme:open sesame'))
    def seen = cdn.requests('/enterprise/a').last()

    then:
    seen.header('authorization').empty
  }

  def "a bypass opens no area"() {
    given:
    server.manage('PUT', '/mounts/mirror/bypass')

    expect:
    ask('mirror.example', '/enterprise/a').status == 401
    ask('mirror.example', '/enterprise/a', 'us-east-1', as('acme:open sesame')).text == 'closed'

    cleanup:
    server.manage('DELETE', '/mounts/mirror/bypass')
  }
}
