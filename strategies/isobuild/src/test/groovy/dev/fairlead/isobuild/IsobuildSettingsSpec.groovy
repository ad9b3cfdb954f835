package dev.fairlead.isobuild

import dev.fairlead.spi.ConfigurationException
import spock.lang.Specification

class IsobuildSettingsSpec extends Specification {

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
    [xyzzy: 1]                                                                  || 'xyzzy: unknown key'
  }
}
