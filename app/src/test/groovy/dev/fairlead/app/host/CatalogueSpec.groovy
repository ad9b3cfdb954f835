package dev.fairlead.app.host

import static dev.fairlead.app.host.MountFixture.mount
import static dev.fairlead.app.host.MountFixture.request

import dev.fairlead.spi.ConfigurationException
import spock.lang.Specification

class CatalogueSpec extends Specification {
  def catalogue = new Catalogue([
      mount('root', prefix: '/'),
      mount('build', prefix: '/build'),
      mount('build01', prefix: '/build/01', distribution: 'E1'),
      mount('hosted', host: 'a.example', prefix: '/h', distribution: 'E2'),
      mount('hosted-deep', host: 'a.example', prefix: '/h/deep'),
      mount('twice', host: 'c.example d.example'),
  ])

  def "#path at #host through #distribution belongs to #name, as #below"() {
    when:
    def hit = catalogue.find(request(path, host, distribution)).get()

    then:
    hit.mount().name() == name
    hit.path().raw() == below

    where:
    path           | host        | distribution || name          | below
    '/'            | 'b.example' | null         || 'root'        | '/'
    '/x'           | 'b.example' | null         || 'root'        | '/x'
    '/build'       | 'b.example' | null         || 'build'       | '/'
    '/build/'      | 'b.example' | null         || 'build'       | '/'
    '/build/x'     | 'b.example' | null         || 'build'       | '/x'
    '/build/01/x'  | 'b.example' | null         || 'build01'     | '/x'
    '/build/012/x' | 'b.example' | null         || 'build'       | '/012/x'
    '/build%2D/x'  | 'b.example' | null         || 'root'        | '/build%2D/x'
    '/Build/x'     | 'b.example' | null         || 'root'        | '/Build/x'
    '/build//x'    | 'b.example' | null         || 'build'       | '//x'
    '/h/x'         | 'b.example' | null         || 'root'        | '/h/x'
    '/h/x'         | 'a.example' | null         || 'hosted'      | '/x'
    '/h/deep/x'    | 'a.example' | null         || 'hosted-deep' | '/x'
    '/build/x'     | 'a.example' | null         || 'build'       | '/x'
    '/build/x'     | 'c.example' | null         || 'twice'       | '/build/x'
    '/build/x'     | 'd.example' | null         || 'twice'       | '/build/x'
    '/x'           | 'b.example' | 'E1'         || 'build01'     | '/x'
    '/build/01/x'  | 'b.example' | 'E1'         || 'build01'     | '/x'
    '/build/x'     | 'a.example' | 'E1'         || 'build01'     | '/build/x'
    '/x'           | 'b.example' | 'E2'         || 'hosted'      | '/x'
    '/build/x'     | 'b.example' | 'E9'         || 'build'       | '/x'
  }

  def "without a mount that takes everything a request may have none"() {
    expect:
    new Catalogue([mount('a', prefix: '/a'), mount('b', host: 'b.example')]).find(request('/x')).empty
  }

  def "mounts that could both win for their #what stop the start-up"() {
    when:
    new Catalogue([mount(one, 'one'), mount(other, 'two')])

    then:
    def e = thrown(ConfigurationException)
    e.message.startsWith('fairlead.mounts.two.match.')
    e.message.contains("also mount 'one'")

    where:
    what               | one                               | other
    'prefix'           | [prefix: '/a']                    | [prefix: '/a']
    'missing prefix'   | [:]                               | [prefix: '/']
    'host and prefix'  | [host: 'a.example', prefix: '/a'] | [host: 'a.example', prefix: '/a']
    'one of its hosts' | [host: 'b.example a.example']     | [host: 'a.example c.example']
    'distribution'     | [distribution: 'E1', prefix: '/a'] | [distribution: 'E1', prefix: '/b']
  }

  def "mounts that can be told apart by their #what are fine"() {
    expect:
    new Catalogue([mount(one, 'one'), mount(other, 'two')]).mounts()*.name() == ['one', 'two']

    where:
    what               | one                 | other
    'prefixes'         | [prefix: '/a']      | [prefix: '/a/b']
    'hosts'            | [host: 'a.example'] | [host: 'b.example']
    'host'             | [host: 'a.example'] | [:]
  }

  def "a mount is found by its name"() {
    expect:
    catalogue.named('build').get().name() == 'build'
    catalogue.named('nobody').empty
  }
}
