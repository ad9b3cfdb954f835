package dev.fairlead.isobuild

import dev.fairlead.spi.ConfigurationException
import spock.lang.Specification

/** The original's environment. */
class DropInSpec extends Specification {
  static final IMAGES = '[{"openshift_version": "4.18", "cpu_architecture": "x86_64", "url": "https://m.example/a.iso", "version": "418.94", "more": 1}]'
  static final LEAST = [ASSISTED_SERVICE_SCHEME: 'https', ASSISTED_SERVICE_HOST: 'assisted.example:8090', DATA_DIR: '/data', OS_IMAGES: IMAGES]

  Map mount(Map<String, String> more = [:]) {
    new IsobuildProvider().dropIn(LEAST + more).isobuild
  }

  def "an environment of somebody else's is no mount"() {
    expect:
    new IsobuildProvider().dropIn([DATA_DIR: '/data', LISTEN_PORT: '80', ORIGIN_HOST: 'x']) == [:]
  }

  def "the least that is needed"() {
    expect:
    mount() == [
        strategy: 'isobuild', match: [prefix: '/'], access: 'public', 'max-concurrent-requests': '400',
        settings: [
            'assisted-service': [url: 'https://assisted.example:8090'], 'data-dir': '/data',
            images: [[openshift_version: '4.18', cpu_architecture: 'x86_64', url: 'https://m.example/a.iso', version: '418.94']],
            download: ['redirect-hosts': ['*']], 'plain-http': 'everything']]
  }

  def "#name is #key"() {
    expect:
    key.split('/').inject(mount((name): value)) { map, part -> map[part] } == expected

    where:
    name                                   | value                       || key                                | expected
    'ASSISTED_SERVICE_API_TRUSTED_CA_FILE' | '/ca.pem'                   || 'settings/assisted-service/ca-file' | '/ca.pem'
    'HTTPS_CA_FILE'                        | '/old.pem'                  || 'settings/assisted-service/ca-file' | '/old.pem'
    'MAX_CONCURRENT_REQUESTS'              | '7'                         || 'max-concurrent-requests'          | '7'
    'ALLOWED_DOMAINS'                      | 'https://a.example, *'      || 'settings/allowed-origins'         | 'https://a.example,*'
    'INSECURE_SKIP_VERIFY'                 | 'T'                         || 'settings/download/insecure'       | true
    'OS_IMAGE_DOWNLOAD_TRUSTED_CA_FILE'    | '/ca.pem'                   || 'settings/download/ca-file'        | '/ca.pem'
    'OS_IMAGES_REQUEST_HEADERS'            | '{"A": "b"}'                || 'settings/download/headers'        | [A: 'b']
    'OS_IMAGES_REQUEST_QUERY_PARAMS'       | '{"c": "d"}'                || 'settings/download/query'          | [c: 'd']
    'IMAGE_SERVICE_BASE_URL'               | 'https://images.example/x'  || 'settings/base-url'                | 'https://images.example/x'
  }

  def "the older list counts where there is no newer one"() {
    expect:
    new IsobuildProvider().dropIn(LEAST - [OS_IMAGES: IMAGES] + [RHCOS_VERSIONS: IMAGES]).isobuild.settings.images.size() == 1
  }

  def "with both listeners, plain HTTP is for booting"() {
    expect:
    mount(HTTPS_KEY_FILE: '/k', HTTPS_CERT_FILE: '/c', HTTP_LISTEN_PORT: '8081').settings['plain-http'] == 'booting'
    mount(HTTPS_KEY_FILE: '/k', HTTPS_CERT_FILE: '/c').settings['plain-http'] == 'everything'
    mount(HTTP_LISTEN_PORT: '8081').settings['plain-http'] == 'everything'
  }

  def "#name=#value stops the start with a line that names it"() {
    when:
    mount((name): value)

    then:
    def refused = thrown(ConfigurationException)
    refused.message.startsWith("$name: ")
    refused.message.readLines().size() == 1
    !refused.message.contains('secret')

    where:
    name                             | value
    'ASSISTED_SERVICE_HOST'          | ''
    'ASSISTED_SERVICE_HOST'          | 'a/b'
    'ASSISTED_SERVICE_SCHEME'        | ''
    'ASSISTED_SERVICE_SCHEME'        | 'ftp'
    'DATA_DIR'                       | ''
    'OS_IMAGES'                      | ''
    'OS_IMAGES'                      | '[]'
    'OS_IMAGES'                      | '{}'
    'OS_IMAGES'                      | '[{"url": "secret"'
    'OS_IMAGES'                      | '[{"url": "https://secret"}]'
    'MAX_CONCURRENT_REQUESTS'        | '0'
    'MAX_CONCURRENT_REQUESTS'        | 'many'
    'INSECURE_SKIP_VERIFY'           | 'yes'
    'OS_IMAGES_REQUEST_HEADERS'      | '["secret"]'
    'OS_IMAGES_REQUEST_HEADERS'      | '{"a": 1}'
    'OS_IMAGES_REQUEST_QUERY_PARAMS' | 'secret'
  }
}
