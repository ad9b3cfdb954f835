package dev.fairlead.rpm

import dev.fairlead.spi.ConfigurationException
import spock.lang.Specification

/** Row 28: what is wrong stops the start, and says so in the words that the operator wrote. */
class RpmSettingsSpec extends Specification {

  def "#setting is refused"() {
    when:
    new Cache(setting)

    then:
    def refused = thrown(ConfigurationException)
    refused.message.contains("fairlead.mounts.m.settings.${setting.keySet().last()}")
    refused.message.readLines().size() == 1

    where:
    setting << [
        [bucket: null], [region: null], ['head-timeout': '0s'], ['head-timeout': '-1s'], ['head-timeout': '5'], ['head-timeout': 'x'],
        ['presign-expiry': '8d'], ['presign-expiry': '0s'], ['key-prefix': '/cache'], ['key-prefix': '../'], ['key-prefix': 'cache'],
        ['redirect-hosts': ['mirror.example']], ['redirect-hosts': ['https://mirror.example/x']],
        ['retry-window': '2h'], [layout: 'deb'], ['ranged-get': 'yes'],
        [layout: 'oci', 'allowed-prefixes': []], [layout: 'oci', 'allowed-prefixes': ['/fedora/']],
    ]
  }

  def "the original's environment #environment is a mount with #settings that sends to #to"() {
    given:
    def mounts = new RpmProvider().dropIn([AWS_REGION: 'eu-west-1', S3_BUCKET_NAME: 'b'] + environment)

    expect:
    mounts.keySet() == ['rpm'] as Set
    mounts.rpm.match == [prefix: '/']
    mounts.rpm['pass-through'] == [to: to, status: 302]
    mounts.rpm.settings == [bucket: 'b', region: 'eu-west-1'] + settings

    where:
    environment                              || to                             | settings
    [:]                                      || 'https://dl.fedoraproject.org' | [:]
    [ORIGIN_HOST: 'm.example']               || 'https://m.example'            | [:]
    [ORIGIN_HOST: 'http://m.example:8080/']  || 'http://m.example:8080'        | [:]
    [CACHE_EXTENSIONS: ' .rpm   drpm ']      || 'https://dl.fedoraproject.org' | [extensions: ['.rpm', 'drpm']]
    [CACHE_EXTENSIONS: '']                   || 'https://dl.fedoraproject.org' | [extensions: []]
    [PRESIGNED_URL_EXPIRATION: '604800']     || 'https://dl.fedoraproject.org' | ['presign-expiry': '604800000ms']
    [ORIGIN_HEAD_TIMEOUT: '0.5']             || 'https://dl.fedoraproject.org' | ['head-timeout': '500ms']
  }

  def "images have a mount of their own, with #environment"() {
    given:
    def mounts = new RpmProvider().dropIn([AWS_DEFAULT_REGION: 'eu-west-1', S3_BUCKET_NAME: 'b'] + environment)

    expect:
    mounts.oci.match == [prefix: '/v2']
    mounts.oci['pass-through'].to == to
    mounts.oci.settings == [bucket: 'b', region: 'eu-west-1', layout: 'oci', 'allowed-prefixes': prefixes]

    where:
    environment                             || to                        | prefixes
    [OCI_REGISTRY: 'ghcr.io']               || 'https://ghcr.io/v2'      | ['fedora/fedora']
    [OCI_ALLOWED_PREFIXES: 'fedora ubi9/x'] || 'https://quay.io/v2'      | ['fedora', 'ubi9/x']
  }

  def "an environment without anything of the original's is no cache"() {
    expect:
    new RpmProvider().dropIn([AWS_REGION: 'eu-west-1', LAMBDA_HANDLER: '', PATH: '/bin']).isEmpty()
  }

  def "#name alone is the original's environment, whose bucket is missing"() {
    when:
    new RpmProvider().dropIn([AWS_REGION: 'eu-west-1', (name): '1'])

    then:
    def refused = thrown(ConfigurationException)
    refused.message.startsWith('S3_BUCKET_NAME: ')

    where:
    name << ['ORIGIN_HOST', 'UPLOADER_LAMBDA_ARN', 'CACHE_EXTENSIONS', 'PRESIGNED_URL_EXPIRATION', 'ORIGIN_HEAD_TIMEOUT']
  }

  def "a wrong #name is named: #value"() {
    when:
    new RpmProvider().dropIn([AWS_REGION: 'eu-west-1', S3_BUCKET_NAME: 'b', ORIGIN_HOST: 'm.example'] + [(name): value])

    then:
    def refused = thrown(ConfigurationException)
    refused.message.startsWith("$name: ")
    refused.message.readLines().size() == 1

    where:
    name                       | value
    'S3_BUCKET_NAME'           | ''
    'AWS_REGION'               | ''
    'ORIGIN_HOST'              | 'https://u@m.example'
    'ORIGIN_HOST'              | 'm.example/path'
    'ORIGIN_HOST'              | 'm example'
    'OCI_REGISTRY'             | 'ftp://x'
    'ORIGIN_HEAD_TIMEOUT'      | '0'
    'ORIGIN_HEAD_TIMEOUT'      | '-1'
    'ORIGIN_HEAD_TIMEOUT'      | 'five'
    'ORIGIN_HEAD_TIMEOUT'      | '1e99999999'
    'PRESIGNED_URL_EXPIRATION' | '604801'
    'PRESIGNED_URL_EXPIRATION' | '0'
  }
}
