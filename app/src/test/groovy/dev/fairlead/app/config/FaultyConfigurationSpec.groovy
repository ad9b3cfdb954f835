package dev.fairlead.app.config

import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.host.Host
import dev.fairlead.app.http.HttpService
import dev.fairlead.spi.ConfigurationException
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import java.nio.file.Path
import java.util.regex.Matcher
import java.util.regex.Pattern
import spock.lang.Specification
import spock.lang.TempDir

/** A wrong value stops the start-up with one line: which key, what is wrong, what would be right. */
class FaultyConfigurationSpec extends Specification {
  @TempDir Path folder

  String complaint(String yaml, Map<String, String> environment = [:]) {
    try (def host = Host.create(ServiceFixture.settings(folder, yaml, environment), environment, new SimpleMeterRegistry())) {
      ''
    } catch (ConfigurationException e) {
      e.message
    }
  }

  String changed(String right, String wrong) {
    assert IssueConfigurationSpec.YAML.contains(right)
    IssueConfigurationSpec.YAML.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong))
  }

  def "#right written as #wrong is refused at #key"() {
    when:
    def message = complaint(changed(right, wrong))

    then:
    message.startsWith("fairlead.$key")
    hint.every { message.contains(it) }
    message.readLines().size() == 1

    where:
    right                     | wrong                                   || key                                     | hint
    '  prices:'               | '  pirces:'                             || 'pirces'                                | ['unknown key', "did you mean 'prices'?"]
    '{ cdn: 0.015 }'          | '{ cnd: 0.015 }'                        || 'prices.cnd'                            | ["did you mean 'cdn'?"]
    'cdn: 0.015'              | 'cdn: cheap'                            || 'prices.cdn'                            | ["'cheap' is not a number"]
    'cdn: 0.015'              | 'cdn: -1'                               || 'prices.cdn'                            | ['from 0 up']
    'cdn: 0.015'              | 'pairs: { us-east-1: 0.1 }'             || 'prices.pairs.us-east-1'                | ["such as 'us-east-1 us-east-2'"]
    'source: forwarded, hops: 1' | 'source: header'                      || 'client-address.source'                 | ["unknown 'header'", '[peer, forwarded, cloudfront-viewer-address]']
    'source: forwarded, hops: 1' | 'source: forwarded'                   || 'client-address.source'                 | ['hops: n or trusted-proxies']
    'hops: 1'                 | 'hops: 1, trusted-proxies: [10.0.0.0/8]' || 'client-address.source'                 | ['either hops: n or trusted-proxies']
    'source: forwarded, hops: 1' | 'source: peer, hops: 1'               || 'client-address.source'                 | ["'peer' trusts no header"]
    'hops: 1'                 | 'hops: 99'                              || 'client-address.hops'                   | ['99 is not within 0 to 16']
    'hops: 1'                 | 'hops: one'                             || 'client-address.hops'                   | ["'one' is not a whole number"]
    'hops: 1'                 | 'trusted-proxies: [proxy.example]'      || 'client-address.trusted-proxies'        | ["'proxy.example'", '10.0.0.0/8']
    '[aws-ip-ranges.json]'    | '[no-such.json]'                        || 'ranges.files'                          | ['no-such.json', 'check the path']
    '[aws-ip-ranges.json]'    | '[fairlead.yml]'                        || 'ranges.files'                          | ['fairlead.yml']
    'files: [aws-ip-ranges.json]' | 'urls: [ranges.example]'            || 'ranges.urls'                           | ["'ranges.example' is not a URL such as https://"]
    'files: [aws-ip-ranges.json]' | 'refresh: 6'                        || 'ranges.refresh'                        | ["'6' is not a time with its unit, such as 500ms"]
    'files: [aws-ip-ranges.json]' | 'refresh: 1ms'                      || 'ranges.refresh'                        | ['is not within']
    'files: [aws-ip-ranges.json]' | 'max-shrink: 10'                    || 'ranges.max-shrink'                     | ['share from 0 to 1']
    'files: [aws-ip-ranges.json]' | 'max-bytes: 32MB'                   || 'ranges.max-bytes'                      | ["'32MB' is not a size with its unit, such as 64KiB"]
    'http://127.0.0.1:9000'   | '127.0.0.1:9000'                        || 'object-store.endpoint'                 | ['is not a URL']
    'path-style: true'        | 'path-style: yes please'                || 'object-store.path-style'               | ["'yes please' is not true or false"]
    'path-style: true'        | 'pathstyle: true'                       || 'object-store.pathstyle'                | ["did you mean 'path-style'?"]
    'strategy: registry'      | 'strategy: regsitry'                    || 'mounts.app-ci.strategy'                | ["did you mean 'registry'?"]
    'strategy: registry'      | 'bypass: false'                         || 'mounts.app-ci.strategy'                | ['is missing']
    'access: public'          | 'bypass: false'                         || 'mounts.app-ci.access'                  | ["is missing; say 'public'"]
    'access: public'          | 'access: private'                       || 'mounts.app-ci.access'                  | ['[public]']
    'access: public'          | 'access: public\n      bypas: true'     || 'mounts.app-ci.bypas'                   | ["did you mean 'bypass'?"]
    'access: public'          | 'access: { cloudfront-keys: [{ id: K1, public-key-file: no.pem }], signed-for: "https://a.example" }' || 'mounts.app-ci.access.cloudfront-keys[0].public-key-file' | ['no.pem', 'there is no such file']
    'access: public'          | 'access: { cloudfront-keys: [{ id: K1, public-key-file: fairlead.yml }], signed-for: "https://a.example" }' || 'mounts.app-ci.access.cloudfront-keys[0].public-key-file' | ['fairlead.yml', 'is not a PEM file']
    'access: public'          | 'access: { cloudfront-keys: [{ id: K1, public-key: k.pem }], signed-for: "https://a.example" }' || 'mounts.app-ci.access.cloudfront-keys[0].public-key-file' | ['is missing']
    'mode: redirect'          | 'sign: { key-pair-id: K1, private-key-file: k.pem }' || 'mounts.app-ci.pass-through.sign' | ['would sign for anybody', 'cloudfront-keys']
    'prefix: /build01'        | 'prefix: build01'                       || 'mounts.build01.match.prefix'           | ['a path such as /build01']
    'prefix: /build01'        | 'prefix: /build01/'                     || 'mounts.build01.match.prefix'           | ['without a final /']
    'prefix: /build01'        | 'prefix: /a%2Fb'                        || 'mounts.build01.match.prefix'           | ["'/a%2Fb'"]
    'prefix: /build01'        | 'prefix: /'                             || 'mounts.build01.match.prefix'           | ["also mount 'app-ci'", 'another prefix']
    'E1Q1256FT1FBYD'          | 'E2KP8SMSY4XB67'                        || 'mounts.build01.match.distribution'     | ["also mount 'app-ci'"]
    'prefix: /build01'        | 'path: /build01'                        || 'mounts.build01.match'                  | []
    '    build01:'            | '    Build 01:'                         || 'mounts.Build 01'                       | ["a-z, 0-9, '-' and '_'"]
    'https://d1example.cloudfront.net' | 'd1example.cloudfront.net'      || 'mounts.app-ci.pass-through.to'         | ['is not a URL such as https://']
    'https://d1example.cloudfront.net' | 'ftp://d1example'               || 'mounts.app-ci.pass-through.to'         | ['is not a URL such as https://']
    'https://d1example.cloudfront.net' | 'https://d1example/?a=b'        || 'mounts.app-ci.pass-through.to'         | ['is not a URL such as https://']
    'mode: redirect'          | 'mode: tunnel'                          || 'mounts.app-ci.pass-through.mode'       | ['[redirect, proxy]']
    'to: "https://d1example.cloudfront.net", ' | ''                      || 'mounts.app-ci.pass-through.to'         | ['is missing']
    'presign-expiry: 20m'     | 'presign-expiry: 8d'                    || 'mounts.app-ci.settings.presign-expiry' | ['is not within']
    'presign-expiry: 20m'     | 'presign-expiri: 20m'                   || 'mounts.app-ci.settings.presign-expiri' | ["did you mean 'presign-expiry'?"]
    'layout: distribution-storage' | 'layout: OCI'                      || 'mounts.app-ci.settings.layout'         | ['[distribution-storage, oci]']
    'layout: distribution-storage' | 'key-template: x'                  || 'mounts.app-ci.settings.key-template'   | ['for example']
    'region: us-west-2 }'     | 'region: us-wets-2 }'                   || 'mounts.app-ci.settings.copies[1].region' | ["unknown 'us-wets-2', did you mean 'us-west-2'?"]
    'bucket: app-ci-us-west-2' | 'bucket: App_CI'                       || 'mounts.app-ci.settings.copies[1].bucket' | ["'App_CI' is not the name of an S3 bucket"]
    'authoritative: true'     | 'authorative: true'                     || 'mounts.app-ci.settings.copies[0].authorative' | ["did you mean 'authoritative'?"]
    'arn:aws:iam::123456789012:role/replica-reader' | 'replica-reader'   || 'mounts.build01.settings.copies[1].role-arn' | ['arn:aws:iam::<account>:role/<name>']
  }

  def "a file that is #what is refused with its name"() {
    when:
    def message = complaint(text)

    then:
    message.startsWith(folder.resolve('fairlead.yml').toString())
    message.contains(hint)
    message.readLines().size() == 1

    where:
    what                   | text                              || hint
    'not YAML'             | 'fairlead: { a: [1'               || ':1:'
    'a tab where none is'  | 'fairlead:\n\tmounts: x'          || 'is not YAML'
    'empty'                | ''                                || "no map below 'fairlead:'"
    'a text'               | 'fairlead: yes'                   || "no map below 'fairlead:'"
    'a list'               | '- fairlead'                      || ''
    'about something else' | 'mounts: { a: b }'                || "no map below 'fairlead:'"
    'about more'           | 'fairlead: {}\nfairled: {}'       || "unknown key 'fairled' beside 'fairlead:'"
    'twice the same key'   | 'fairlead: {}\nfairlead: {}'      || "Duplicate field 'fairlead'"
  }

  def "a file that isn't there is named"() {
    when:
    ConfigurationFile.read(folder.resolve('none.yml'), [:])

    then:
    def e = thrown(ConfigurationException)
    e.message.startsWith(folder.resolve('none.yml').toString())
    e.message.contains('there is no such file')
  }

  def "a configuration without mounts is refused"() {
    expect:
    complaint('fairlead: { server: { port: 1 } }').startsWith('fairlead.mounts')
  }

  def "a mount that is #what is refused at its key"() {
    expect:
    complaint("fairlead: { mounts: $mounts }").startsWith("fairlead.mounts")

    where:
    what      | mounts
    'a text'  | '{ a: b }'
    'nothing' | '{ a: }'
    'a list'  | '[a]'
  }

  def "a port that is taken is named before anything is served"() {
    given:
    def taken = new ServerSocket(0, 1, InetAddress.loopbackAddress)
    def settings = ServiceFixture.settings(folder, IssueConfigurationSpec.YAML, ['FAIRLEAD_SERVER_HOST': '127.0.0.1'])

    when:
    HttpService.start(settings.withServer(settings.server().withPorts(publicPort(taken), managementPort(taken))), [:])

    then:
    def e = thrown(ConfigurationException)
    e.message.startsWith("fairlead.server.$key")

    cleanup:
    taken.close()

    where:
    key               | publicPort      | managementPort
    'port'            | { it.localPort } | { 0 }
    'management-port' | { 0 }            | { it.localPort }
  }

  def "credentials in a wrong #what are not repeated"() {
    expect:
    !complaint(changed(right, wrong)).contains('hunter2')

    where:
    what               | right                              | wrong
    'pass-through URL' | 'https://d1example.cloudfront.net' | 'https://user:hunter2@cdn.example'
    'endpoint'         | 'http://127.0.0.1:9000'            | 'http://user:hunter2@127.0.0.1:9000'
    'range URL'        | 'files: [aws-ip-ranges.json]'      | 'urls: ["ftp://user:hunter2@ranges.example"]'
  }
}
