package dev.fairlead.app.config

import dev.fairlead.app.client.ClientAddressSettings
import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.host.Host
import dev.fairlead.app.host.MountFixture
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir

/** The configuration that operators were shown first works as it stands. */
class IssueConfigurationSpec extends Specification {
  static final YAML = '''
fairlead:
  client-address: { source: forwarded, hops: 1 }
  ranges: { files: [aws-ip-ranges.json] }
  prices: { cdn: 0.015 }
  object-store: { endpoint: "http://127.0.0.1:9000", path-style: true }
  mounts:
    app-ci:
      strategy: registry
      match: { distribution: E2KP8SMSY4XB67, prefix: / }
      access: public
      pass-through: { to: "https://d1example.cloudfront.net", mode: redirect }
      settings:
        layout: distribution-storage
        presign-expiry: 20m
        debug-user-agent: true
        copies:
          - { bucket: app-ci-us-east-1, region: us-east-1, authoritative: true }
          - { bucket: app-ci-us-west-2, region: us-west-2 }
    build01:
      strategy: registry
      match: { distribution: E1Q1256FT1FBYD, prefix: /build01 }
      access: public
      pass-through: { to: "https://d2example.cloudfront.net", mode: redirect }
      settings:
        copies:
          - { bucket: build01-us-east-1, region: us-east-1, authoritative: true }
          - { bucket: app-ci-us-west-2, region: us-west-2, role-arn: "arn:aws:iam::123456789012:role/replica-reader" }
'''
  @TempDir Path folder

  def "it starts, with the range file beside it"() {
    when:
    def host = Host.create(ServiceFixture.settings(folder, YAML), [:], new SimpleMeterRegistry())

    then:
    host.catalogue().mounts()*.name() == ['app-ci', 'build01']

    cleanup:
    host?.close()
  }

  def "what it says is read"() {
    when:
    def settings = ServiceFixture.settings(folder, YAML)

    then:
    settings.clientAddress().source() == ClientAddressSettings.Source.FORWARDED
    settings.clientAddress().hops() == 1
    settings.ranges().files() == [folder.resolve('aws-ip-ranges.json')]
    settings.prices().cdn() == 0.015d
    with(settings.mounts()[1]) {
      name() == 'build01'
      strategy() == 'registry'
      match() == new MountSettings.Match(Optional.of('E1Q1256FT1FBYD'), [] as Set, '/build01')
      passThrough() == new MountSettings.PassThroughTo(
          'https://d2example.cloudfront.net', MountSettings.PassThroughTo.Mode.REDIRECT, 307, [], Optional.empty())
      !bypass()
    }
  }

  def "what it doesn't say has its default"() {
    when:
    def settings = ServiceFixture.settings(folder, '''
fairlead:
  mounts:
    m: { strategy: registry, access: public, pass-through: { to: "https://cdn.example/base/" } }
''')

    then:
    with(settings.server()) {
      host() == '0.0.0.0'
      port() == 8080
      managementHost() == '127.0.0.1'
      managementPort() == 8081
      grace() == Duration.ofSeconds(30)
      idleTimeout() == Duration.ofSeconds(60)
      accessLog() == true
    }
    settings.clientAddress().source() == ClientAddressSettings.Source.PEER
    with(settings.ranges()) {
      files() == []
      urls() == []
      refresh() == Duration.ofHours(6)
      stateDirectory().empty
      maxBytes() == 32L << 20
      timeout() == Duration.ofSeconds(30)
      [maxShrink(), maxMoved()] == [0.1d, 0.02d]
    }
    with(settings.mounts()[0]) {
      match() == new MountSettings.Match(Optional.empty(), [] as Set, '/')
      passThrough().to() == 'https://cdn.example/base'
    }
  }

  def "every key of the host's is read from where it belongs"() {
    when:
    def settings = ServiceFixture.settings(folder, '''
fairlead:
  server: { host: 127.0.0.1, port: 1, management-host: "::1", management-port: 2, shutdown-grace: 3s, idle-timeout: 4m, header-timeout: 5s, asking-per-network: 7, access-log: false }
  client-address: { source: forwarded, trusted-proxies: [10.0.0.0/8, "2001:db8::/32"] }
  ranges: { urls: ["https://ranges.example/x"], refresh: 1h, state-dir: state, max-bytes: 1MiB, timeout: 5s, max-shrink: 0.5, max-moved: 0 }
  prices: { cdn: 0.02, internet: 0.1, same-region: 0.001, inter-region: 0.03, pairs: { us-east-1 us-east-2: 0.005 } }
  mounts:
    m: { strategy: registry, access: public, bypass: true, match: { host: Blobs.Example, hosts: [Other.example] }, pass-through: { to: "http://h:1", mode: proxy } }
''')

    then:
    with(settings.server()) {
      host() == '127.0.0.1'
      port() == 1
      managementHost() == '::1'
      managementPort() == 2
      grace() == Duration.ofSeconds(3)
      idleTimeout() == Duration.ofMinutes(4)
      accessLog() == false
    }
    settings.clientAddress().trustedProxies()*.toString() == ['10.0.0.0/8', '2001:db8::/32']
    settings.ranges() == new RangesSettings(
        [], [URI.create('https://ranges.example/x')], Duration.ofHours(1), Optional.of(folder.resolve('state')),
        1L << 20, Duration.ofSeconds(5), 0.5d, 0d)
    with(settings.prices()) {
      [cdn(), internet(), sameRegion(), interRegion()] == [0.02d, 0.1d, 0.001d, 0.03d]
      pairs()[['us-east-1', 'us-east-2'] as Set] == 0.005d
    }
    with(settings.mounts()[0]) {
      bypass()
      match().hosts() == ['blobs.example', 'other.example'] as Set
      passThrough().mode() == MountSettings.PassThroughTo.Mode.PROXY
    }
  }

  def "the mount of boot images works as it stands, by its distribution and without"() {
    given:
    def host = Host.create(ServiceFixture.settings(folder, '''
fairlead:
  mounts:
    rhcos:
      strategy: rhcos
      match: { distribution: E3DTOB2AA6Z2NE, prefix: / }
      access: public
      pass-through: { to: "https://d3example.cloudfront.net", mode: redirect }
      settings:
        strip-prefix: /art/storage/
        copies:
          - { bucket: art-rhcos-ci, region: us-east-1, authoritative: true, presign: true }
'''), [:], new SimpleMeterRegistry())

    when:
    def routed = host.router().route(MountFixture.request('/art/storage/c++', 'any.example', distribution)).get()
    def decision = host.router().decide(routed)

    then:
    routed.passThroughUrl(decision.path()) == 'https://d3example.cloudfront.net/c%2B%2B'

    cleanup:
    host?.close()

    where:
    distribution << ['E3DTOB2AA6Z2NE', null]
  }
}
