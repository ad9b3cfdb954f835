package dev.fairlead.app.config

import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.host.Host
import dev.fairlead.spi.ConfigurationException
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class EnvironmentOverlaySpec extends Specification {
  @TempDir Path folder

  def tree() {
    [prices: [cdn: 0.1], mounts: ['app-ci': [bypass: false, 'pass-through': [to: 'a']], app: [settings: [x: 1]]]]
  }

  def "#name goes to #where"() {
    when:
    def result = EnvironmentOverlay.over(tree(), [(name): 'v'])

    then:
    where.inject(result) { map, key -> map[key] } == 'v'

    where:
    name                                     || where
    'FAIRLEAD_PRICES_CDN'                    || ['prices', 'cdn']
    'FAIRLEAD_PRICES_SAME_REGION'            || ['prices', 'same-region']
    'FAIRLEAD_SERVER_MANAGEMENT_PORT'        || ['server', 'management-port']
    'FAIRLEAD_CLIENT_ADDRESS_SOURCE'         || ['client-address', 'source']
    'FAIRLEAD_OBJECT_STORE_ENDPOINT'         || ['object-store', 'endpoint']
    'FAIRLEAD_RANGES_FILES'                  || ['ranges', 'files']
    'FAIRLEAD_MOUNTS_APP_CI_BYPASS'          || ['mounts', 'app-ci', 'bypass']
    'FAIRLEAD_MOUNTS_APP_CI_PASS_THROUGH_TO' || ['mounts', 'app-ci', 'pass-through', 'to']
    'FAIRLEAD_MOUNTS_APP_SETTINGS_X'         || ['mounts', 'app', 'settings', 'x']
  }

  def "#name is no setting"() {
    expect:
    EnvironmentOverlay.over(tree(), [(name): 'v']) == tree()

    where:
    name << ['FAIRLEAD_CONFIG', 'FAIRLEAD_PLUGINS', 'FAIRLEAD_HOME', 'FAIRLEAD_JAVA_OPTS', 'FAIRLEAD_RANGE_FILES', 'PATH', 'PRICES_CDN']
  }

  def "the tree that was read stays as it is"() {
    given:
    def tree = tree()

    when:
    EnvironmentOverlay.over(tree, ['FAIRLEAD_PRICES_CDN': 'v'])

    then:
    tree == this.tree()
  }

  def "a variable wins over the file, also in a mount and as a list"() {
    when:
    def settings = ServiceFixture.settings(folder, IssueConfigurationSpec.YAML, [
        'FAIRLEAD_PRICES_CDN': '0.5', 'FAIRLEAD_MOUNTS_BUILD01_BYPASS': 'true',
        'FAIRLEAD_MOUNTS_APP_CI_PASS_THROUGH_MODE': 'proxy', 'FAIRLEAD_RANGES_URLS': 'https://a.example/, https://b.example/'])

    then:
    settings.prices().cdn() == 0.5d
    settings.mounts()*.bypass() == [false, true]
    settings.mounts()[0].passThrough().mode() == MountSettings.PassThroughTo.Mode.PROXY
    settings.ranges().urls()*.host == ['a.example', 'b.example']
  }

  def "a variable with a typing error is refused as a key would be: #name"() {
    when:
    Host.create(ServiceFixture.settings(folder, IssueConfigurationSpec.YAML, [(name): '1']), [:], new SimpleMeterRegistry())

    then:
    def e = thrown(ConfigurationException)
    e.message.startsWith("fairlead.$key")

    where:
    name                           || key
    'FAIRLEAD_PIRCES_CDN'          || 'pirces-cdn'
    'FAIRLEAD_PRICES_CND'          || 'prices.cnd'
    'FAIRLEAD_MOUNTS_APP_CI_BYPAS' || 'mounts.app-ci.bypas'
  }
}
