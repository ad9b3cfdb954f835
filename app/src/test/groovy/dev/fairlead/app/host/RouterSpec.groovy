package dev.fairlead.app.host

import static dev.fairlead.app.host.MountFixture.mount
import static dev.fairlead.app.host.MountFixture.request

import ch.qos.logback.classic.Logger
import ch.qos.logback.core.read.ListAppender
import dev.fairlead.app.host.MountFixture.Deciding
import dev.fairlead.spi.ClientRegion
import dev.fairlead.spi.RouteDecision
import dev.fairlead.spi.RouteDecision.PassThrough
import dev.fairlead.spi.RouteDecision.Redirect
import dev.fairlead.spi.RouteRequest
import dev.fairlead.spi.RouteStrategy
import dev.fairlead.spi.Saving
import dev.fairlead.spi.Trace
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import org.slf4j.LoggerFactory
import spock.lang.Specification

class RouterSpec extends Specification {
  def registry = new SimpleMeterRegistry()
  def log = new ListAppender()

  def setup() {
    log.start()
    ((Logger) LoggerFactory.getLogger(Router)).addAppender(log)
  }

  def cleanup() {
    ((Logger) LoggerFactory.getLogger(Router)).detachAppender(log)
  }

  Router router(Mount mount) {
    new Router(new Catalogue([mount]), new DecisionMeters(registry), new NetworkBudget(1000))
  }

  double counted(String outcome, String reason) {
    registry.find('fairlead.decisions').tags('mount', 'm', 'outcome', outcome, 'reason', reason).counter()?.count() ?: 0
  }

  def "a strategy that fails with #failure passes the client through; it is counted and logged once"() {
    given:
    def router = router(mount('m', { throw failure } as Deciding, prefix: '/a'))

    when:
    def decision = router.decide(router.route(request('/a/b')).get())

    then:
    decision instanceof PassThrough
    decision.path().raw() == '/b'
    counted('pass-through', 'strategy-failed') == 1
    log.list.size() == 1
    log.list[0].formattedMessage.startsWith('mount m: its strategy failed on /b')

    where:
    failure << [new IllegalStateException('bug'), new NullPointerException(), new StackOverflowError(), new NoClassDefFoundError()]
  }

  def "a strategy that fails to judge a client refuses it"() {
    given:
    def judge = new RouteStrategy() {
      RouteDecision decide(RouteRequest request) { MountFixture.PASSES.decide(request) }

      Optional<RouteDecision.Reject> refuse(RouteRequest request) { throw new IllegalStateException('bug') }
    }
    def router = router(mount([:], 'm', judge))

    when:
    def decision = router.decide(router.route(request('/a')).get())

    then:
    decision.reason().status() == 403
    counted('reject', 'strategy-failed') == 1
  }

  def "a client in #excluded is routed because of #reason"() {
    given:
    def router = router(mount([excluded: excluded], 'm'))

    expect:
    router.decide(router.route(request('/a')).get()).trace().reason() == reason

    where:
    excluded          || reason
    '192.0.2.0/28'    || 'client-excluded'
    '203.0.113.0/24'  || 'passes'
  }

  def "a mount takes in as many requests as it may, and another when one has ended"() {
    given:
    def mount = mount([:], 'm')

    expect:
    (1..10).every { mount.admit() }
    !mount.admit()
    mount.leave() == null
    mount.admit()
    !mount.admit()
  }

  def "with the emergency switch on the strategy isn't asked"() {
    given:
    def mount = mount([:], 'm', { throw new AssertionError('asked') } as Deciding)
    mount.bypass(true)
    def router = router(mount)
    def routed = router.route(request('/x')).get()

    expect:
    router.decide(routed).trace().reason() == 'bypass'
    router.decideAtOnce(routed).get().trace().reason() == 'bypass'
    counted('pass-through', 'bypass') == 2
  }

  def "what takes waiting isn't decided at once, or counted"() {
    given:
    def router = router(mount([:], 'm'))
    def routed = router.route(request('/x')).get()

    expect:
    router.decideAtOnce(routed).empty
    counted('pass-through', 'passes') == 0
    router.decide(routed)
    counted('pass-through', 'passes') == 1
  }

  def "what a redirect spared is added up"() {
    given:
    def spared = new Saving(OptionalLong.of(2_000_000_000L), 0.01d)
    def redirect = new Redirect('https://b.example/k', 307, Optional.empty(), spared, new Trace('found', ClientRegion.UNKNOWN, []))
    def router = router(mount([:], 'm', { redirect } as Deciding))

    when:
    2.times { router.decide(router.route(request('/x')).get()) }

    then:
    registry.get('fairlead.redirected').counter().count() == 4e9d
    registry.get('fairlead.saved').counter().count() == 2 * spared.usd()
  }

  def "a request without a mount is counted"() {
    expect:
    router(mount('m', prefix: '/a')).route(request('/b')).empty
    registry.get('fairlead.unrouted').counter().count() == 1
  }
}
