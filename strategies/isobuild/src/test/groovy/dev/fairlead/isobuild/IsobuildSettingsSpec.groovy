package dev.fairlead.isobuild

import dev.fairlead.spi.ConfigurationException
import dev.fairlead.tck.FakeContext
import spock.lang.Specification

class IsobuildSettingsSpec extends Specification {
  static final STANDALONE = ['base-url': 'https://images.example', standalone: [:]]

  def "without a source there is nothing to put over an image"() {
    given:
    def context = new FakeContext([:])

    when:
    IsobuildSettings.read(context.settings, context.secrets)

    then:
    def refused = thrown(ConfigurationException)
    refused.message.startsWith('fairlead.mounts.m.settings.assisted-service: is missing')
    refused.message.contains('standalone')
  }

  def "#settings stops the start: #problem"() {
    when:
    new ImageService(settings)

    then:
    def refused = thrown(ConfigurationException)
    refused.message.startsWith('fairlead.mounts.m.settings.')
    refused.message.contains(problem)

    where:
    settings                                                                    || problem
    ['assisted-service': [:]]                                                   || 'assisted-service.url: is missing'
    ['assisted-service': [url: 'assisted.example']]                             || 'assisted-service.url'
    ['assisted-service': [url: 'http://a.example', timeout: '1ms']]             || 'assisted-service.timeout'
    ['assisted-service': [url: 'http://a.example', 'max-answer': '1B']]         || 'assisted-service.max-answer'
    ['answer-ttl': '2h']                                                        || 'answer-ttl'
    ['answer-cache': 'much']                                                    || 'answer-cache'
    ['allowed-origins': 'https://*.*.example']                                  || 'with one *'
    [deliver: [to: 'ftp']]                                                      || 'deliver.to'
    [deliver: [to: 's3']]                                                       || 'deliver.bucket: is missing'
    [deliver: [to: 's3', bucket: 'A/b', region: 'us-east-1']]                   || 'not the name of an S3 bucket'
    [deliver: [to: 's3', bucket: 'isos', region: 'here']]                       || 'deliver.region'
    [deliver: [to: 's3', bucket: 'isos', region: 'us-east-1', prefix: 'a//b']]  || 'deliver.prefix'
    [deliver: [to: 's3', bucket: 'isos', region: 'us-east-1', expiry: '1d']]    || 'deliver.expiry'
    ['plain-http': 'no']                                                        || 'plain-http'
    [standalone: [open: true], 'assisted-service': [url: 'http://a.example']]   || 'assisted-service: and standalone exclude each other'
    [standalone: [open: true]]                                                  || 'base-url: is missing'
    STANDALONE                                                                  || 'standalone.token: is missing'
    STANDALONE + [standalone: [open: true, token: 'token']]                     || 'standalone.token: means nothing with open'
    STANDALONE + [standalone: [token: 'nowhere']]                               || "standalone.token: 'nowhere': there is no such file"
    STANDALONE + [standalone: [token: 'short']]                                 || "standalone.token: 'short': is no token"
    STANDALONE + [standalone: [open: true, ttl: '1ms']]                         || 'standalone.ttl'
    STANDALONE + [standalone: [open: true, 'max-images': 0]]                    || 'standalone.max-images'
    STANDALONE + [standalone: [open: true, 'max-bytes': '1B']]                  || 'standalone.max-bytes'
    STANDALONE + [standalone: [open: true, 'max-request': '1GiB']]              || 'standalone.max-request'
    [xyzzy: 1]                                                                  || 'xyzzy: unknown key'
  }
}
