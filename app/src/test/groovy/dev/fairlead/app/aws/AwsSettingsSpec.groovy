package dev.fairlead.app.aws

import dev.fairlead.spi.ConfigurationException
import dev.fairlead.spi.Settings
import java.time.Duration
import spock.lang.Specification

class AwsSettingsSpec extends Specification {

  static AwsSettings read(Map<String, ?> tree, Map<String, String> environment = [:]) {
    def section = Settings.of('fairlead.object-store', tree)
    def settings = AwsSettings.read(section, environment)
    section.requireAllRead()
    settings
  }

  def "an empty section has the documented defaults"() {
    expect:
    read([:]) == new AwsSettings(
        new Addresses(Optional.empty(), false, Optional.empty()),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        new AwsSettings.Remembering(Duration.ofHours(24), Duration.ofSeconds(30), 200_000),
        Duration.ofMinutes(1),
        Duration.ofMinutes(1),
        new AwsSettings.Breaking(5, Duration.ofSeconds(10)))
  }

  def "every key is mapped"() {
    expect:
    read([
      'endpoint': 'https://objects.example', 'path-style': true, 'sts-endpoint': 'https://sts.example',
      'connect-timeout': '1s', 'probe-timeout': '2s', 'present-ttl': '3h', 'absent-ttl': '4s', 'max-entries': 5,
      'presign-min-life': '6m', 'credential-margin': '7s', 'breaker-failures': 8, 'breaker-open': '9s'
    ]) == new AwsSettings(
        new Addresses(Optional.of(URI.create('https://objects.example')), true, Optional.of(URI.create('https://sts.example'))),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        new AwsSettings.Remembering(Duration.ofHours(3), Duration.ofSeconds(4), 5),
        Duration.ofMinutes(6),
        Duration.ofSeconds(7),
        new AwsSettings.Breaking(8, Duration.ofSeconds(9)))
  }

  def "the bucket stands in the path of #endpoint: #pathStyle"() {
    expect:
    read([endpoint: endpoint]).addresses().pathStyle() == pathStyle

    where:
    endpoint                  || pathStyle
    'http://127.0.0.1:9000'   || true
    'http://[::1]:9000'       || true
    'http://localhost:9000'   || true
    'https://objects.example' || false
    'https://10.example'      || false
  }

  def "the environment stands in for what is missing"() {
    given:
    def environment = [AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:1', AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:2']

    expect:
    read(tree, environment).addresses() == new Addresses(Optional.of(URI.create(s3)), true, Optional.of(URI.create(sts)))

    where:
    tree                               || s3                   | sts
    [:]                                || 'http://127.0.0.1:1' | 'http://127.0.0.1:2'
    [endpoint: 'http://[::1]:3']       || 'http://[::1]:3'     | 'http://127.0.0.1:2'
    ['sts-endpoint': 'http://[::1]:4'] || 'http://127.0.0.1:1' | 'http://[::1]:4'
  }

  def "a variable without a value counts as missing"() {
    expect:
    read([:], [AWS_ENDPOINT_URL_S3: '']).addresses().s3().isEmpty()
  }

  def "#tree and #environment stop the start-up and name #named"() {
    when:
    read(tree, environment)

    then:
    def e = thrown(ConfigurationException)
    e.message.startsWith(named)

    where:
    tree                      | environment                  || named
    [endpoint: 'objects']     | [:]                          || 'fairlead.object-store.endpoint: '
    [:]                       | [AWS_ENDPOINT_URL_S3: 'x y'] || 'environment.AWS_ENDPOINT_URL_S3: '
    ['max-entries': 0]        | [:]                          || 'fairlead.object-store.max-entries: '
    ['absent-ttl': 'soon']    | [:]                          || 'fairlead.object-store.absent-ttl: '
    ['breaker-failures': 0]   | [:]                          || 'fairlead.object-store.breaker-failures: '
    ['end-point': 'http://x'] | [:]                          || 'fairlead.object-store.end-point: '
  }
}
