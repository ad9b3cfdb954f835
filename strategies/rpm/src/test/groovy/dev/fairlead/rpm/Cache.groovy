package dev.fairlead.rpm

import dev.fairlead.rpm.upload.UploadWork
import dev.fairlead.spi.RouteDecision
import dev.fairlead.spi.RouteDecision.PassThrough
import dev.fairlead.spi.RouteDecision.Redirect
import dev.fairlead.spi.RouteDecision.Reject
import dev.fairlead.spi.RouteRequest
import dev.fairlead.spi.RouteStrategy
import dev.fairlead.tck.FakeContext
import dev.fairlead.tck.FakeObjectStores.FakeStore
import dev.fairlead.tck.FakeUpstream
import dev.fairlead.tck.Requests

/** A cache over fakes, and what it answers in short. */
class Cache {
  static final SETTINGS = [bucket: 'kept', region: 'eu-west-1', 'head-timeout': '20s']
  static final S3 = 'https://kept.s3.eu-west-1.amazonaws.com'
  final FakeContext context
  final RouteStrategy strategy

  Cache(Map settings = [:]) {
    context = new FakeContext(SETTINGS + settings)
    context.background.openAfterAnswers = false // so that what is offered is there at once
    strategy = new RpmProvider().create(context)
    context.settings.requireAllRead()
  }

  FakeUpstream getSource() { context.upstreams.of('https://cdn.example') }

  FakeStore getBucket() { context.objectStores.of('kept') }

  RouteRequest request(String method, String target, Map<String, String> fields = [:]) {
    def (path, query) = (target.split(/\?/, 2) as List) + [null]
    Requests.request(method, path, InetAddress.ofLiteral('192.0.2.1'), fields).withQuery(Optional.ofNullable(query))
  }

  RouteDecision decide(String method = 'GET', String target, Map<String, String> fields = [:]) {
    strategy.decide(request(method, target, fields))
  }

  /** A status, {@code origin /path} or {@code bucket /key}; what is signed, for which method. */
  static String told(RouteDecision decision) {
    switch (decision) {
      case Reject: return decision.reason().status()
      case PassThrough: return "origin ${decision.path().raw()}"
      case Redirect: return decision.location().replaceFirst("^$S3", "$decision.status bucket ").replaceFirst(/\?method=(\w+).*/, ' for $1')
    }
  }

  String answer(String method = 'GET', String target, Map<String, String> fields = [:]) {
    told(decide(method, target, fields))
  }

  /** The keys that were offered for upload. */
  List<String> getOffered() {
    context.background.offered.collect { UploadWork.parse(it).key().value() }
  }

  long count(String name, Map<String, String> tags = [:]) {
    context.metrics.count(name, *(([mount: 'm'] + tags).collectMany { [it.key, it.value] } as String[]))
  }
}
