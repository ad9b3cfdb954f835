package dev.fairlead.isobuild

import dev.fairlead.isobuild.image.LiveImage
import dev.fairlead.isobuild.s3.Delivery
import dev.fairlead.isobuild.s3.DeliverySettings
import dev.fairlead.isobuild.store.BaseImage
import dev.fairlead.isobuild.store.Derived
import dev.fairlead.isobuild.store.ImageState
import dev.fairlead.isobuild.store.ImageState.Ready
import dev.fairlead.isobuild.store.ImageType
import dev.fairlead.spi.Body
import dev.fairlead.spi.RouteDecision
import dev.fairlead.spi.RouteDecision.Created
import dev.fairlead.spi.RouteDecision.Fail
import dev.fairlead.spi.RouteDecision.NoContent
import dev.fairlead.spi.RouteDecision.Reject
import dev.fairlead.spi.RouteDecision.Serve
import dev.fairlead.spi.RouteRequest
import dev.fairlead.tck.FakeContext
import dev.fairlead.tck.FakeUpstream
import dev.fairlead.tck.Requests
import java.nio.file.Path
import java.time.Instant

/** The service over small ISOs and a scripted assisted-service, and what it answers in short. */
class ImageService implements AutoCloseable {
  static final ID = 'bf25292a-dddd-49dc-ab9c-3fb4c1f07071'
  static final ASSISTED = 'http://assisted.example'
  static final INFRA_ENV = "/api/assisted-install/v2/infra-envs/$ID"
  static final TOKEN = 'of-those-who-may-post'
  static final DATE = 'Fri, 22 Apr 2022 18:11:09 GMT'
  static final MODIFIED = Instant.parse('2026-10-01T00:00:00Z')
  static final NMSTATE = Body.of('nmstatectl!!'.bytes)
  final FakeContext context
  final FakeImages images = new FakeImages()
  final IsobuildStrategy strategy

  ImageService(Map<String, ?> settings = [:], Path folder = Path.of('none'), boolean openAfterAnswers = true) {
    def source = settings.containsKey('standalone') ? [:] : ['assisted-service': [url: ASSISTED, timeout: '10s']]
    context = new FakeContext(source + settings)
    context.secrets.texts.putAll(short: 'short', token: "$TOKEN\n".toString())
    context.background.openAfterAnswers = openAfterAnswers
    strategy = IsobuildProvider.strategy(IsobuildSettings.read(context.settings, context.secrets), context, images,
        DeliverySettings.read(context).map { new Delivery(it, folder, context) })
    context.settings.requireAllRead()
  }

  /** With a full and a minimal image, one for s390x, and one that holds a release. */
  static ImageService ready(Path folder, Map<String, ?> settings = [:]) {
    def service = new ImageService(settings, folder)
    def full = LiveIsos.full(folder)
    service.images
        .with('418.94', 'x86_64', ImageType.FULL, state(full, new Derived.Made(LiveIsos.minimal(folder)), new Derived.Made(NMSTATE)))
        .with('418.94', 's390x', ImageType.FULL, state(LiveIsos.s390x(folder), new Derived.None('there is none for s390x')))
        .with('419.96', 'x86_64', ImageType.DISCONNECTED, state(full), '4.19.0')
    service.answers()
    service
  }

  static ImageState state(LiveImage full, Derived<LiveImage> minimal = new Derived.None('no'), Derived<Body> nmstate = new Derived.None('no'), String sha256 = 'a' * 64) {
    new Ready(new BaseImage(full, minimal, nmstate, MODIFIED, Optional.of(sha256)))
  }

  FakeUpstream getAssisted() { context.upstreams.of(ASSISTED) }

  /** The target of an ignition, for an ISO of a type or for booting. */
  static String ignition(String type = null, String apiKey = null) {
    INFRA_ENV + '/downloads/files?' + (apiKey ? "api_key=$apiKey&" : '') + (type ? "discovery_iso_type=$type&" : '') + 'file_name=discovery.ign'
  }

  /** Scripts all the calls; what is null stays as it was. */
  void answers(Map<String, ?> what = [:]) {
    def suffix = what.apiKey ? "?api_key=$what.apiKey" : ''
    ['full-iso', 'minimal-iso', 'disconnected-iso', null].each {
      assisted.answers(ignition(it, what.apiKey as String), (what.ignition ?: '{"ignition": {"version": "3.1.0"}}').bytes,
          what.containsKey('date') && !what.date ? [:] : ['Last-Modified': what.date ?: DATE])
    }
    assisted.answers("$INFRA_ENV/downloads/minimal-initrd$suffix", (what.ramdisk ?: 'the ramdisk.').bytes)
    assisted.answers("$INFRA_ENV$suffix", (what.infraEnv ?: '{"id": "x"}').bytes)
  }

  RouteRequest request(String method = 'GET', String target, Map<String, String> fields = [:]) {
    def (path, query) = (target.split(/\?/, 2) as List) + [null]
    Requests.request(method, path, InetAddress.ofLiteral('192.0.2.1'), fields.collectEntries { [it.key, it.value.toString()] }).withQuery(Optional.ofNullable(query))
  }

  RouteDecision decide(String target, Map<String, String> fields = [:]) {
    decide('GET', target, fields)
  }

  RouteDecision decide(String method, String target, Map<String, String> fields = [:]) {
    strategy.decide(request(method, target, fields))
  }

  static int status(RouteDecision decision) {
    switch (decision) {
      case Serve: return 200
      case Created: return 201
      case NoContent: return 204
      case Reject: return decision.reason().status()
      case Fail: return decision.status()
    }
  }

  static Map<String, String> fields(RouteDecision decision) {
    decision instanceof Serve ? decision.content().fields() : decision.fields()
  }

  static String tag(RouteDecision decision) {
    (decision as Serve).content().entityTag()
  }

  static byte[] bytes(Body body) {
    def buffer = body.read()
    def bytes = new byte[buffer.remaining()]
    buffer.get(bytes)
    bytes
  }

  static byte[] bytes(RouteDecision decision) {
    bytes((decision as Serve).content().body())
  }

  @Override
  void close() { strategy.close() }
}
