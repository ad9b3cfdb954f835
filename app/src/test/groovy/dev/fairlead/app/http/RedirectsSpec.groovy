package dev.fairlead.app.http

import static dev.fairlead.app.SampleRanges.from

import dev.fairlead.app.Doors
import dev.fairlead.app.TwoRegistries
import dev.fairlead.testbed.Blob
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** The first download, end to end: through every front door, to a bucket that checks the signature. */
class RedirectsSpec extends Specification {
  @Shared @AutoCleanup TwoRegistries registries = new TwoRegistries()
  @Shared @AutoCleanup Doors doors = new Doors(registries.yaml(), { registries.goesOnTo(it) })

  Blob blob(String name) {
    registries."$name"
  }

  def "#method of blob #name of #mount from #place leads to #destination, for #reason, through #door"() {
    given:
    def prefix = mount == 'build01' ? '/build01' : ''
    def labels = [mount: mount, outcome: destination.endsWith('CDN') ? 'pass-through' : 'redirect', reason: reason]
    def before = doors[door].metric('fairlead_decisions_total', labels)

    when:
    def answer = doors[door].exchange(method, "$prefix/${blob(name).key()}", from(place))

    then:
    answer.status == 307
    answer.all('cache-control') == ['no-store']
    registries.destination(answer) == destination
    destination.endsWith('CDN') || door in Doors.WITHOUT_PHRASE || answer.reasonPhrase == 'CostManagementRedirect'
    TwoRegistries.download(answer.location) == blob(name).bytes()
    doors[door].metric('fairlead_decisions_total', labels) == before + 1

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
    combined:
    door << Doors.NAMES
  }

  def "the other farm's replica is read under the role of its copy, through #door"() {
    when:
    def answer = doors[door].exchange('GET', "/build01/${registries.everywhere.key()}", from('us-west-2'))

    then:
    registries.testbed.sts().assumed()*.roleArn().unique() == [TwoRegistries.ROLE]
    answer.location.contains('X-Amz-Security-Token=')
    !doors[door].exchange('GET', "/${registries.everywhere.key()}", from('us-west-2')).location.contains('Security-Token')

    where:
    door << Doors.NAMES
  }

  def "pass-through keeps #target byte for byte, through #door"() {
    when:
    def answer = doors[door].exchange('GET', target, from('us-east-1'))

    then:
    answer.status == 307
    answer.location == "${cdn(mount)}$rest"

    where:
    target                              | mount     || rest
    '/'                                 | 'app-ci'  || '/'
    '/a%2Bb+c~d%7e/%C3%A9//e'           | 'app-ci'  || '/a%2Bb+c~d%7e/%C3%A9//e'
    '/x?b=2&a=%2e%2E&c=+;?/x&&'         | 'app-ci'  || '/x?b=2&a=%2e%2E&c=+;?/x&&'
    '/build01'                          | 'build01' || '/'
    '/build01?q'                        | 'build01' || '/?q'
    '/build01/tags/list?n=1'            | 'build01' || '/tags/list?n=1'
    '/build011/tags'                    | 'app-ci'  || '/build011/tags'
    combined:
    door << ['HTTP', 'function URL', 'viewer-request', 'origin-request', 'edge shim']
  }

  def "where a front takes #target apart, the same is put together: #rest through #door"() {
    expect:
    doors[door].exchange('GET', target, from('us-east-1')).location == "${cdn('app-ci')}$rest"

    where:
    target                      | door               || rest
    '/a%2Bb+c~d%7e/%C3%A9//e'   | 'HTTP API'         || '/a+b+c~d~/%C3%A9//e'
    '/a%2Bb+c~d%7e/%C3%A9//e'   | 'HTTP API, stage'  || '/a+b+c~d~/%C3%A9//e'
    '/a%2Bb+c~d%7e/%C3%A9//e'   | 'HTTP API, 1.0'    || '/a+b+c~d~/%C3%A9//e'
    '/a%2Bb+c~d%7e/%C3%A9//e'   | 'REST API'         || '/a%2Bb+c~d%7e/%C3%A9//e'
    '/a%2Bb+c~d%7e/%C3%A9//e'   | 'ALB'              || '/a%2Bb+c~d%7e/%C3%A9//e'
    '/a%3Fb'                    | 'function URL'     || '/a%3Fb'
    '/a%3Fb'                    | 'REST API'         || '/a%3Fb'
    '/a%3Fb'                    | 'HTTP API'         || '/a' // it is cut there: nobody can see more
    '/x?b=2&a=%2e%2E&c=+;?/x&&' | 'HTTP API'         || '/x?b=2&a=%2e%2E&c=+;?/x&&'
    '/x?b=2&a=%2e%2E&c=+;?/x&&' | 'HTTP API, stage'  || '/x?b=2&a=%2e%2E&c=+;?/x&&'
    '/x?b=2&a=%2e%2E&c=+;?/x&&' | 'REST API'         || '/x?b=2&a=..&c=%2B%3B%3F%2Fx'
    '/x?b=2&a=%2e%2E&c=+;?/x&&' | 'ALB'              || '/x?b=2&a=%2e%2E&c=+;?/x'
    '/x?b=2&a=%2e%2E&c=+;?/x&&' | 'ALB, multi-value' || '/x?b=2&a=%2e%2E&c=+;?/x'
    '/x?a=2&b=1&a=1'            | 'REST API'         || '/x?a=2&a=1&b=1'
    '/x?a=2&b=1&a=1'            | 'ALB, multi-value' || '/x?a=2&a=1&b=1'
    '/x?a=2&b=1&a=1'            | 'ALB'              || '/x?a=1&b=1'
    '/x?q'                      | 'REST API'         || '/x?q='
    '/x?'                       | 'HTTP'             || '/x?'
    '/x?'                       | 'function URL'     || '/x' // an empty query can't be told from none
    '/x?'                       | 'viewer-request'   || '/x'
  }

  def cdn(String mount) {
    mount == 'app-ci' ? registries.appCiCdn.endpoint() : registries.build01Cdn.endpoint()
  }

  def "a debug user agent chooses the region where the mount allows it, through #door"() {
    expect:
    registries.destination(doors[door].exchange('GET', "$prefix/${registries.everywhere.key()}",
        from('the internet') + ['User-Agent': 'debugregistry/us-west-2'])) == destination

    where:
    prefix     || destination
    ''         || 'app-ci-us-west-2'
    '/build01' || 'build01 CDN'
    combined:
    door << Doors.NAMES
  }
}
