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
import dev.fairlead.spi.Settings
import dev.fairlead.spi.Trace

/** Mounts around strategies of a spec's own, and requests for them. */
class MountFixture {
  static final RouteStrategy PASSES = { RouteRequest request -> new PassThrough(request.path(), Trace.of('passes')) } as Deciding

  /** A strategy that is one closure. */
  interface Deciding extends RouteStrategy {
    RouteDecision decide(RouteRequest request)
  }

  static Mount mount(Map<String, String> match, String name, RouteStrategy strategy = PASSES) {
    def matching = new MountSettings.Match(
        Optional.ofNullable(match.distribution), Optional.ofNullable(match.host), match.prefix ?: '/')
    def to = new MountSettings.PassThroughTo('https://cdn.example', MountSettings.PassThroughTo.Mode.REDIRECT,
        (match.excluded ? [Prefix.parse(match.excluded)] : []), Optional.empty())
    def settings = Settings.of('fairlead.mounts.' + name, [:])
    new Mount(new MountSettings(name, 'spec', matching, new AccessSettings.Public(), to, false, 10, settings, settings), strategy,
        Optional.empty(), Optional.empty())
  }

  static RouteRequest request(String path, String host = 'any.example', String distribution = null) {
    new RouteRequest('GET', host, RequestPath.parse(path), Optional.empty(), HeaderFields.of([:]),
        InetAddress.ofLiteral('192.0.2.1'), Optional.ofNullable(distribution))
  }
}
