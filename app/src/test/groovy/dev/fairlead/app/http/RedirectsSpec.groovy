package dev.fairlead.app.http

import static dev.fairlead.app.SampleRanges.from

import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.TwoRegistries
import dev.fairlead.testbed.Blob
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** The first download, end to end: over a socket, to a bucket that checks the signature. */
class RedirectsSpec extends Specification {
  @Shared @AutoCleanup TwoRegistries registries = new TwoRegistries()
  @Shared @AutoCleanup ServiceFixture server = ServiceFixture.start(registries.yaml())

  Blob blob(String name) {
    registries."$name"
  }

  def "#method of blob #name of #mount from #place leads to #destination, for #reason"() {
    given:
    def prefix = mount == 'build01' ? '/build01' : ''
    def labels = [mount: mount, outcome: destination.endsWith('CDN') ? 'pass-through' : 'redirect', reason: reason]
    def before = server.metric('fairlead_decisions_total', labels)

    when:
    def answer = server.exchange(method, "$prefix/${blob(name).key()}", from(place))

    then:
    answer.status == 307
    answer.all('cache-control') == ['no-store']
    registries.destination(answer) == destination
    destination.endsWith('CDN') || answer.reasonPhrase == 'CostManagementRedirect'
    TwoRegistries.download(answer.location) == blob(name).bytes()
    server.metric('fairlead_decisions_total', labels) == before + 1

    where:
    mount     | place                 | name         | method || destination         | reason
    'app-ci'  | 'us-east-1'           | 'everywhere' | 'GET'  || 'app-ci-us-east-1'  | 'copy-authoritative'
    'app-ci'  | 'us-east-1 over IPv6' | 'everywhere' | 'GET'  || 'app-ci-us-east-1'  | 'copy-authoritative'
    'app-ci'  | 'us-east-2'           | 'everywhere' | 'GET'  || 'app-ci-us-east-2'  | 'copy-present'
    'app-ci'  | 'us-east-2'           | 'fresh'      | 'GET'  || 'app-ci-us-east-1'  | 'copy-authoritative'
    'app-ci'  | 'us-west-2'           | 'everywhere' | 'GET'  || 'app-ci-us-west-2'  | 'copy-present'
    'app-ci'  | 'us-west-2'           | 'fresh'      | 'GET'  || 'app-ci CDN'        | 'copy-absent'
    'app-ci'  | 'eu-west-1'           | 'everywhere' | 'GET'  || 'app-ci CDN'        | 'no-cheaper-copy'
    'app-ci'  | 'the internet'        | 'everywhere' | 'GET'  || 'app-ci CDN'        | 'no-cheaper-copy'
    'app-ci'  | 'us-east-1'           | 'everywhere' | 'HEAD' || 'app-ci CDN'        | 'method'
    'app-ci'  | 'us-east-1'           | 'everywhere' | 'POST' || 'app-ci CDN'        | 'method'
    'build01' | 'us-east-1'           | 'foreign'    | 'GET'  || 'build01-us-east-1' | 'copy-authoritative'
    'build01' | 'us-east-2'           | 'foreign'    | 'GET'  || 'build01-us-east-1' | 'copy-authoritative'
    'build01' | 'us-west-2'           | 'everywhere' | 'GET'  || 'app-ci-us-west-2'  | 'copy-present'
    'build01' | 'us-west-2'           | 'foreign'    | 'GET'  || 'build01 CDN'       | 'copy-absent'
    'build01' | 'the internet'        | 'foreign'    | 'GET'  || 'build01 CDN'       | 'no-cheaper-copy'
    'build01' | 'us-east-1'           | 'foreign'    | 'HEAD' || 'build01 CDN'       | 'method'
  }

  def "the other farm's replica is read under the role of its copy"() {
    when:
    def answer = server.get("/build01/${registries.everywhere.key()}", from('us-west-2'))

    then:
    registries.testbed.sts().assumed()*.roleArn().unique() == [TwoRegistries.ROLE]
    answer.location.contains('X-Amz-Security-Token=')
    !server.get("/${registries.everywhere.key()}", from('us-west-2')).location.contains('Security-Token')
  }

  def "pass-through keeps #target byte for byte"() {
    when:
    def answer = server.get(target, from('us-east-1'))

    then:
    answer.status == 307
    answer.location == "${cdn(mount)}$rest"

    where:
    target                              | mount     || rest
    '/'                                 | 'app-ci'  || '/'
    '/a%2Bb+c~d%7e/%C3%A9//e'           | 'app-ci'  || '/a%2Bb+c~d%7e/%C3%A9//e'
    '/x?b=2&a=%2e%2E&c=+;?/x&&'         | 'app-ci'  || '/x?b=2&a=%2e%2E&c=+;?/x&&'
    '/x?'                               | 'app-ci'  || '/x?'
    '/build01'                          | 'build01' || '/'
    '/build01?q'                        | 'build01' || '/?q'
    '/build01/tags/list?n=1'            | 'build01' || '/tags/list?n=1'
    '/build011/tags'                    | 'app-ci'  || '/build011/tags'
  }

  def cdn(String mount) {
    mount == 'app-ci' ? registries.appCiCdn.endpoint() : registries.build01Cdn.endpoint()
  }

  def "a debug user agent chooses the region where the mount allows it"() {
    expect:
    registries.destination(server.get("$prefix/${registries.everywhere.key()}",
        from('the internet') + ['User-Agent': 'debugregistry/us-west-2'])) == destination

    where:
    prefix     || destination
    ''         || 'app-ci-us-west-2'
    '/build01' || 'build01 CDN'
  }
}
