package dev.fairlead.app

import dev.fairlead.testbed.Blob
import dev.fairlead.testbed.Testbed
import dev.fairlead.testbed.UpstreamStandIn
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers
import java.time.Duration

/**
 * The stand-ins behind app-ci and build01: app-ci's canonical bucket with replicas in us-west-2 and
 * us-east-2, build01's canonical bucket, a role for reading the former's replica, two CDNs.
 */
class TwoRegistries implements AutoCloseable {
  static final ROLE = 'arn:aws:iam::123456789012:role/replica-reader'
  final Testbed testbed = Testbed.start()
  final Blob everywhere = Blob.of('a layer that all buckets have')
  final Blob fresh = Blob.of('a layer that is not replicated yet')
  final Blob foreign = Blob.of('a layer that build01 alone has')
  final UpstreamStandIn appCiCdn
  final UpstreamStandIn build01Cdn

  TwoRegistries() {
    testbed.sts().allow(ROLE)
    bucket('app-ci-us-east-1', 'us-east-1', everywhere, fresh)
    bucket('app-ci-us-east-2', 'us-east-2', everywhere)
    bucket('app-ci-us-west-2', 'us-west-2', everywhere)
    bucket('build01-us-east-1', 'us-east-1', everywhere, foreign)
    appCiCdn = testbed.cdn('app-ci-us-east-1')
    build01Cdn = testbed.cdn('build01-us-east-1')
  }

  private void bucket(String name, String region, Blob... blobs) {
    testbed.s3().createBucket(name, region)
    blobs.each { testbed.s3().put(name, it) }
  }

  /** The configuration of the two mounts; the clients' addresses are taken from X-Forwarded-For. */
  String yaml(Map<String, String> more = [:]) {
    """
fairlead:
  server: { host: 127.0.0.1, access-log: false, ${more.server ?: ''} }
  client-address: { source: forwarded, hops: 1 }
  ranges: { files: [aws-ip-ranges.json] }
  prices: { cdn: 0.015 }
  object-store: { endpoint: "${testbed.s3().endpoint()}", sts-endpoint: "${testbed.sts().endpoint()}", ${more.store ?: ''} }
  mounts:
    app-ci:
      strategy: registry
      match: { distribution: E2KP8SMSY4XB67, prefix: / }
      access: public
      pass-through: { to: "${appCiCdn.endpoint()}", mode: ${more.mode ?: 'redirect'} }
      settings:
        probe-deadline: ${more.deadline ?: '5s'}
        debug-user-agent: true
        copies:
          - { bucket: app-ci-us-east-1, region: us-east-1, authoritative: true }
          - { bucket: app-ci-us-east-2, region: us-east-2 }
          - { bucket: app-ci-us-west-2, region: us-west-2 }
    build01:
      strategy: registry
      match: { distribution: E1Q1256FT1FBYD, prefix: /build01 }
      access: public
      pass-through: { to: "${build01Cdn.endpoint()}/", mode: ${more.mode ?: 'redirect'} }
      settings:
        probe-deadline: ${more.deadline ?: '5s'}
        copies:
          - { bucket: build01-us-east-1, region: us-east-1, authoritative: true }
          - { bucket: app-ci-us-west-2, region: us-west-2, role-arn: "$ROLE" }
"""
  }

  /** Where the distribution in front of a mount has a target of its own from. */
  String goesOnTo(String target) {
    def below = target =~ '^/build01(?=[/?]|$)(.*)'
    below ? "${build01Cdn.endpoint()}${below[0][1].startsWith('/') ? '' : '/'}${below[0][1]}" : "${appCiCdn.endpoint()}$target"
  }

  /** Where a Location leads: a bucket, one of the CDNs, or an answer's status. */
  String destination(Answer answer) {
    if (answer.location == null) {
      return answer.status as String
    }
    def url = URI.create(answer.location)
    switch (url.authority) {
      case testbed.s3().endpoint().authority: return url.path.split('/')[1]
      case appCiCdn.endpoint().authority: return 'app-ci CDN'
      case build01Cdn.endpoint().authority: return 'build01 CDN'
      default: return "elsewhere: $url"
    }
  }

  /** Downloads as a client that follows the redirect does. */
  static byte[] download(String location) {
    def request = HttpRequest.newBuilder(URI.create(location)).timeout(Duration.ofSeconds(10)).build()
    def response = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray())
    assert response.statusCode() == 200: new String(response.body())
    response.body()
  }

  @Override
  void close() {
    testbed.close()
  }
}
