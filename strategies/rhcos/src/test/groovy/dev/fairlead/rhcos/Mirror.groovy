package dev.fairlead.rhcos

import dev.fairlead.spi.RouteDecision
import dev.fairlead.spi.RouteDecision.PassThrough
import dev.fairlead.spi.RouteDecision.Redirect
import dev.fairlead.spi.RouteDecision.Reject
import dev.fairlead.spi.RouteRequest
import dev.fairlead.spi.RouteStrategy
import dev.fairlead.tck.FakeContext
import dev.fairlead.tck.Requests

/** A mirror over fakes, with the issue's bucket in us-east-1, and what it answers in short. */
class Mirror {
  static final COPIES = [[bucket: 'art-rhcos-ci', region: 'us-east-1', authoritative: true]]
  static final S3 = 'https://art-rhcos-ci.s3.us-east-1.amazonaws.com'
  final FakeContext context
  final RouteStrategy strategy

  Mirror(Map settings, Map<String, String> secrets = [:]) {
    context = new FakeContext([copies: COPIES] + settings)
    context.secrets.texts.putAll(secrets)
    strategy = new RhcosProvider().create(context)
    context.settings.requireAllRead()
  }

  RouteRequest request(Map<String, ?> given) {
    def request = Requests.request(given.method ?: 'GET', given.path, context.regions.addressIn(given.from ?: 'internet'),
        given.fields ?: [:])
    new RouteRequest(request.method(), given.host ?: request.host(), request.path(), Optional.ofNullable(given.query),
        request.fields(), request.client(), Optional.empty())
  }

  /** As the host does: first whether the client may, then what it gets. */
  RouteDecision ask(Map<String, ?> given) {
    def request = request(given)
    strategy.refuse(request).map { it as RouteDecision }.orElseGet { strategy.decide(request) }
  }

  /** A status, or where the client is sent: {@code CDN /path} or a URL without its signature. */
  String answer(Map<String, ?> given) {
    def decision = ask(given)
    switch (decision) {
      case Reject: return decision.reason().status()
      case PassThrough: return "CDN ${decision.path().raw()}"
      case Redirect: return decision.location().replaceFirst(/\?method=.*/, '')
    }
  }
}
