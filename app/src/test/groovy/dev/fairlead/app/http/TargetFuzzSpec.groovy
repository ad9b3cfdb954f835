package dev.fairlead.app.http

import dev.fairlead.app.Mutator
import dev.fairlead.app.client.ClientAddress
import dev.fairlead.app.client.ClientAddressSettings
import dev.fairlead.app.host.MountFixture
import dev.fairlead.app.host.Routed
import dev.fairlead.ranges.RangeTable
import dev.fairlead.spi.MalformedPathException
import dev.fairlead.spi.RouteDecision
import dev.fairlead.spi.RouteRequest
import dev.fairlead.tck.FakeRegions
import groovy.transform.CompileStatic
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import io.netty.handler.codec.http.DefaultHttpHeadersFactory
import io.netty.handler.codec.http.DefaultHttpRequest
import io.netty.handler.codec.http.HttpMethod
import io.netty.handler.codec.http.HttpVersion
import spock.lang.Specification

/** Whatever the request line and Host hold: refused, or answered with a Location out of the configuration. */
class TargetFuzzSpec extends Specification {
  static final INPUTS = 240_000
  static final HEX = '0123456789abcdef' * 4

  def "no target leads out of the configuration"() {
    given:
    def settings = new ClientAddressSettings(
        ClientAddressSettings.Source.PEER, ClientAddressSettings.Header.X_FORWARDED_FOR, 0, [], false, Optional.empty())
    def reader = new RequestReader(new ClientAddress(settings, { RangeTable.embedded() }, new SimpleMeterRegistry()))
    def loop = new Loop(reader)

    when:
    loop.run(MountFixture.registries(Loop.HOLDINGS), INPUTS)

    then: 'all ways were gone often'
    loop.refused > INPUTS / 5
    loop.passedThrough > INPUTS / 5
    loop.redirected > INPUTS / 100
  }

  /** Netty would refuse some of these before us; here nothing is taken for granted. */
  @CompileStatic
  static class Hostile extends DefaultHttpRequest {
    private final String target

    Hostile(String target, String host) {
      super(HttpVersion.HTTP_1_1, HttpMethod.GET, '/', DefaultHttpHeadersFactory.headersFactory().withValidation(false))
      this.target = target
      headers().set('Host', host)
    }

    @Override
    String uri() { target }
  }

  @CompileStatic
  static class Loop {
    static final String BLOB = "/docker/registry/v2/blobs/sha256/01/$HEX/data".toString()
    static final List<String> HOLDINGS = [BLOB.substring(1)]
    static final List<String> TARGETS = [
        '/', BLOB, "/build01$BLOB".toString(), "/v2/a/b/blobs/sha256:$HEX".toString(), '/v2/a/b/manifests/latest',
        "http://mirror.example$BLOB".toString(), 'https://oci.example:8443/v2/', "$BLOB?X-Amz-Signature=s&Policy=a_b~".toString(),
        '/build01/a%20b%2Bc+d/%C3%A9?u=//evil.example/', '/a//b', '/v2/_catalog?n=10&last=a', "/build01?a".toString()]
    static final List<String> TOKENS = [
        '//', '//evil.example/', '@evil.example', '\\\\evil.example', '/..', '/../', '/.', '%2e%2e', '%2F', '%5c', '%00', '%0d%0a', '\r\n',
        '%', '%25', '%C3', '%C3%A9', '%ff', '%c0%ae', '?', '#', '&', ';', ':80', '.evil.example', 'http://evil.example/', 'http://', 'https://',
        '[::1]', '*', '+', ' ', '\t', '\u0000', '\u007f', '\u0085', '\u2028', '/build01', 'blobs', 'sha256:', "'", '"', '<', '{', '^']
    static final List<String> HOSTS = ['mirror.example', 'oci.example', 'OCI.example:80', 'evil.example', '[::1]:80', '']
    static final List<InetAddress> CLIENTS = ['us-east-1', 'us-west-2', 'internet', 'us-east-1 over IPv6'].collect { String place -> new FakeRegions().addressIn(place) }

    private final RequestReader reader
    private final Mutator targets = new Mutator(20260802, TARGETS, TOKENS)
    private final Mutator hosts = new Mutator(20260803, HOSTS, TOKENS)
    int refused
    int passedThrough
    int redirected

    Loop(RequestReader reader) {
      this.reader = reader
    }

    void run(MountFixture.Registries mounts, int inputs) {
      for (int i = 0; i < inputs; i++) {
        one(mounts, targets.next(), hosts.next(), CLIENTS[i % CLIENTS.size()])
        if (i % 256 == 0) {
          mounts.forgetProbes()
        }
      }
    }

    private void one(MountFixture.Registries mounts, String target, String host, InetAddress client) {
      RouteRequest request
      try {
        request = reader.read(hostile(target, host), client, false)
      } catch (MalformedPathException e) {
        assert e.message.chars().allMatch { it >= (' ' as char) as int && it < 0x7f }
        refused++
        return
      }
      def routed = mounts.router.route(request)
      if (routed.present) {
        check(mounts, routed.get(), target)
      }
    }

    private static Hostile hostile(String target, String host) {
      new Hostile(target, host)
    }

    private void check(MountFixture.Registries mounts, Routed routed, String target) {
      def decision = mounts.router.decide(routed)
      assert decision.trace().reason() != 'strategy-failed': target
      if (decision instanceof RouteDecision.PassThrough) {
        passedThrough++
        def to = routed.mount().passThrough()
        inside(routed.passThroughUrl(decision.path()), [to.to()], target)
      } else if (decision instanceof RouteDecision.Redirect) {
        redirected++
        inside(decision.location(), mounts.buckets, target)
      }
    }

    private static void inside(String location, List<String> bases, String target) {
      def base = bases.find { location.startsWith(it + '/') }
      assert base != null: "$target leads to $location"
      assert location.chars().allMatch { it > 0x20 && it < 0x7f && it != (int) ('#' as char) && it != (int) ('\\' as char) } || query(location)
      try {
        def url = new URI(location)
        def configured = new URI(base)
        assert url.scheme == configured.scheme && url.rawAuthority == configured.rawAuthority && url.fragment == null: target
      } catch (URISyntaxException _) {
        // the upstream may be sent what Java won't read; its beginning is ours
      }
    }

    /** A backslash is no separator there. */
    private static boolean query(String location) {
      location.chars().allMatch { it > 0x20 && it < 0x7f && it != (int) ('#' as char) } && !location.tokenize('?')[0].contains('\\')
    }
  }
}
