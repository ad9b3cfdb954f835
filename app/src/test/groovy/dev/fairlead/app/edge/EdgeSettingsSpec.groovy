package dev.fairlead.app.edge

import static dev.fairlead.app.edge.Edge.*

import dev.fairlead.spi.ConfigurationException
import java.time.Duration
import spock.lang.Specification

class EdgeSettingsSpec extends Specification {
  static final URL = 'https://abc123.lambda-url.us-west-2.on.aws'

  static Map mount(String prefix, String distribution = null) {
    MOUNT + [match: [prefix: prefix] + (distribution ? [distribution: distribution] : [:])]
  }

  def "without a section nothing is needed"() {
    expect:
    with(settings([:]).edge()) {
      functionUrl().empty
      region().empty
      secret().empty
      deadline() == Duration.ofMillis(700)
      paths() == ['/']
      !forwardHeaders().contains('authorization')
      !forwardHeaders().contains('cookie')
      redirectHosts() == []
      routerUrl().empty
      regions() == []
    }
  }

  def "the region is that of the URL unless it is given"() {
    expect:
    settings('function-url': URL).edge().region().get() == 'us-west-2'
    settings('function-url': 'https://fn.example', region: 'eu-west-1').edge().region().get() == 'eu-west-1'
  }

  def "the paths are those of mounts of a distribution unless they are given"() {
    given:
    def mounts = [a: mount('/a', 'E1'), b: mount('/b', 'E2'), c: mount('/c')]

    expect:
    settings([:], mounts).edge().paths() == ['/a', '/b']
    settings([paths: ['/v2']], mounts).edge().paths() == ['/v2']
  }

  def "#edge is refused at #key: #hint"() {
    when:
    settings(edge)

    then:
    def e = thrown(ConfigurationException)
    e.message.startsWith("fairlead.edge.$key")
    e.message.contains(hint)

    where:
    edge                                         || key               | hint
    ['function-url': 'http://fn.example']        || 'function-url'    | 'has to be https'
    ['function-url': "$URL/a".toString()]        || 'function-url'    | 'has a path'
    ['function-url': 'https://fn.example']       || 'region'          | 'is missing'
    ['router-url': 'http://router.example']      || 'router-url'      | 'has to be https'
    [auth: 'none']                               || 'auth'            | '[iam, secret]'
    [auth: 'secret']                             || 'secret'          | 'is missing'
    [secret: 'short']                            || 'secret'          | '16 characters'
    [deadline: '10ms']                           || 'deadline'        | 'is not within'
    [deadline: '6s']                             || 'deadline'        | 'is not within'
    [paths: ['blobs']]                           || 'paths'           | "'blobs' is not a path"
    ['forward-headers': ['a b']]                 || 'forward-headers' | "'a b' is not a header"
    ['redirect-hosts': ['https://a.example']]    || 'redirect-hosts'  | 'neither a host nor a suffix'
  }

  def "a secret that is too short isn't repeated"() {
    when:
    settings(secret: 'hunter2')

    then:
    def e = thrown(ConfigurationException)
    !e.message.contains('hunter2')
  }
}
