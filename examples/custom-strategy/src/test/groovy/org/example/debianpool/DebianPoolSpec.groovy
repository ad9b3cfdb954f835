package org.example.debianpool

import dev.fairlead.spi.RouteDecision.PassThrough
import dev.fairlead.spi.RouteDecision.Redirect
import dev.fairlead.spi.RouteRequest
import dev.fairlead.spi.RouteStrategyProvider
import dev.fairlead.tck.Requests
import dev.fairlead.tck.RouteStrategyContractSpec

class DebianPoolSpec extends RouteStrategyContractSpec {
  static final DIGEST = 'ab' * 32

  @Override
  RouteStrategyProvider provider() { new DebianPoolProvider() }

  @Override
  Map<String, ?> settings() {
    [copies: [[bucket: 'pool-us-west-2', region: 'us-west-2', authoritative: true]]]
  }

  @Override
  List<RouteRequest> requests() {
    ['/pool/main/b/bash/bash_5.3-1_amd64.deb', '/dists/trixie/InRelease'].collect { Requests.get(it, client()) }
  }

  private static InetAddress client() {
    new dev.fairlead.tck.FakeRegions().addressIn('us-west-2')
  }

  def "#path comes from the copy: #copied"() {
    given:
    def decision = strategy().decide(Requests.get(path, client()))

    expect:
    copied
        ? decision instanceof Redirect && decision.location().startsWith("https://pool-us-west-2.s3.us-west-2.amazonaws.com$path?")
        : decision instanceof PassThrough && decision.path().raw() == path

    where:
    path                                                || copied
    '/pool/main/b/bash/bash_5.3-1_amd64.deb'            || true
    '/pool/main/b/bash/bash_5.3.orig.tar.xz'            || true
    "/dists/trixie/main/by-hash/SHA256/$DIGEST"         || true
    "/dists/trixie/main/by-hash/SHA256/${DIGEST[1..-1]}" || false
    "/dists/trixie/main/by-hash/MD5Sum/$DIGEST"         || false
    '/dists/trixie/InRelease'                           || false
    '/pool/main/b/bash/'                                || false
    '/pool//bash_5.3-1_amd64.deb'                       || false
  }
}
