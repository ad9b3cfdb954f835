package dev.fairlead.app.host

import dev.fairlead.app.access.AccessSettings
import dev.fairlead.app.config.MountSettings
import dev.fairlead.ranges.Prefix
import dev.fairlead.spi.HeaderFields
import dev.fairlead.spi.RequestPath
import dev.fairlead.spi.RouteDecision
import dev.fairlead.spi.RouteDecision.PassThrough
import dev.fairlead.spi.RouteRequest
import dev.fairlead.spi.RouteStrategy
import dev.fairlead.spi.RouteStrategyProvider
import dev.fairlead.spi.Settings
import dev.fairlead.spi.Trace
import dev.fairlead.tck.FakeContext
import io.micrometer.core.instrument.simple.SimpleMeterRegistry

/** Mounts around strategies of a spec's own, and requests for them. */
class MountFixture {
  static final RouteStrategy PASSES = { RouteRequest request -> new PassThrough(request.path(), Trace.of('passes')) } as Deciding

  /** A strategy that is one closure. */
  interface Deciding extends RouteStrategy {
    RouteDecision decide(RouteRequest request)
  }

  static Mount mount(Map<String, String> match, String name, RouteStrategy strategy = PASSES) {
    def matching = new MountSettings.Match(
        Optional.ofNullable(match.distribution), (match.host?.split(' ') ?: []) as Set, match.prefix ?: '/')
    def to = new MountSettings.PassThroughTo(match.to ?: 'https://cdn.example', MountSettings.PassThroughTo.Mode.REDIRECT, 307,
        (match.excluded ? [Prefix.parse(match.excluded)] : []), Optional.empty())
    def settings = Settings.of('fairlead.mounts.' + name, [:])
    new Mount(new MountSettings(name, 'spec', matching, new AccessSettings.Public(), Optional.of(to), false, 10, settings, settings),
        strategy, Optional.empty(), Optional.empty())
  }

  /** One without a source of truth. */
  static Mount alone(String name, RouteStrategy strategy) {
    def settings = Settings.of('fairlead.mounts.' + name, [:])
    new Mount(new MountSettings(name, 'spec', new MountSettings.Match(Optional.empty(), [] as Set, '/'), new AccessSettings.Public(),
        Optional.empty(), false, 10, settings, settings), strategy, Optional.empty(), Optional.empty())
  }

  static RouteRequest request(String path, String host = 'any.example', String distribution = null) {
    new RouteRequest('GET', host, RequestPath.parse(path), Optional.empty(), HeaderFields.of([:]),
        InetAddress.ofLiteral('192.0.2.1'), Optional.ofNullable(distribution))
  }

  /** Mounts of the strategy that ships, over fakes. */
  static Registries registries(List<String> holdings) {
    new Registries(holdings)
  }

  static class Registries {
    final Router router
    final List<String> buckets
    private final List<FakeContext> contexts = []

    private Registries(List<String> holdings) {
      def mounts = [
          at('app-ci', [:], [to: 'https://d1.example']),
          at('build01', [:], [prefix: '/build01', to: 'https://d2.example/base']),
          at('oci', [layout: 'oci'], [host: 'oci.example', to: 'http://d3.example:8080'])]
      contexts*.objectStores*.stores*.values().flatten()*.keys*.addAll(holdings)
      def registry = new SimpleMeterRegistry()
      router = new Router(new Catalogue(mounts), new DecisionMeters(registry), new NetworkBudget(Integer.MAX_VALUE))
      buckets = ['one.s3.', 'one.s3.dualstack.'].collect { "https://${it}us-east-1.amazonaws.com".toString() } +
          ['two.s3.', 'two.s3.dualstack.'].collect { "https://${it}us-west-2.amazonaws.com".toString() }
    }

    private Mount at(String name, Map<String, ?> more, Map<String, String> match) {
      def context = new FakeContext([copies: [
          [bucket: 'one', region: 'us-east-1', authoritative: true], [bucket: 'two', region: 'us-west-2']]] + more)
      contexts << context
      mount(match, name, ServiceLoader.load(RouteStrategyProvider).find { it.type() == 'registry' }.create(context))
    }

    void forgetProbes() {
      contexts*.objectStores*.stores*.values().flatten()*.probes*.clear()
    }
  }
}
