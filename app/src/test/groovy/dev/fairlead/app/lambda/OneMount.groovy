package dev.fairlead.app.lambda

import dev.fairlead.app.client.ClientAddress
import dev.fairlead.app.client.ClientAddressSettings
import dev.fairlead.app.door.AccessLog
import dev.fairlead.app.host.Catalogue
import dev.fairlead.app.host.DecisionMeters
import dev.fairlead.app.host.MountFixture
import dev.fairlead.app.host.NetworkBudget
import dev.fairlead.app.host.Router
import dev.fairlead.ranges.RangeTable
import dev.fairlead.spi.Body
import dev.fairlead.spi.Content
import dev.fairlead.spi.RouteDecision
import dev.fairlead.spi.RouteRequest
import dev.fairlead.spi.Trace
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import java.nio.ByteBuffer

/** Both doors for events before one mount at /m whose strategy is a closure. */
class OneMount {
  final SimpleMeterRegistry registry = new SimpleMeterRegistry()
  final WebDoor web
  final EdgeDoor edge

  OneMount(String tooLargeRedirect = null, String secret = null, Closure<RouteDecision> strategy) {
    def mount = MountFixture.mount([prefix: '/m', to: 'https://cdn.example'], 'm', { RouteRequest request -> strategy(request) } as MountFixture.Deciding)
    def router = new Router(new Catalogue([mount]), new DecisionMeters(registry), new NetworkBudget(Integer.MAX_VALUE))
    def fit = new Fit(Optional.ofNullable(tooLargeRedirect))
    def log = new AccessLog(false, registry)
    def peers = new ClientAddressSettings(ClientAddressSettings.Source.PEER, ClientAddressSettings.Header.X_FORWARDED_FOR, 0, [], false, Optional.empty())
    edge = new EdgeDoor(router, log, registry.counter('fairlead.edge.failures'), fit)
    web = new WebDoor(router, new ClientAddress(peers, { RangeTable.embedded() }, registry), new EdgePost(edge, Optional.ofNullable(secret)), log, fit)
  }

  /** One that serves these bytes. */
  static OneMount serving(byte[] bytes, String tooLargeRedirect = null, Map<String, String> fields = [:]) {
    def content = new Content('application/octet-stream', Body.of(bytes), '"tag"', Optional.empty(), fields)
    new OneMount(tooLargeRedirect, { new RouteDecision.Serve(content, Trace.of('spec')) })
  }

  /** The response as it is sent. */
  byte[] bytes(Map<String, ?> json) {
    def event = EventReadingSpec.event(json)
    event instanceof EdgeEvent ? edge.answer(event) : web.answer((WebEvent) event)
  }

  Map ask(Map<String, ?> json) {
    Events.parse(new String(bytes(json), 'UTF-8'))
  }

  Map get(String front, String target, Map<String, ?> fields = [:]) {
    ask(EventFormat.ALL[front].event(new EventFormat.Ask('GET', target, fields)))
  }
}
