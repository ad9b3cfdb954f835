package dev.fairlead.app.host

import static dev.fairlead.app.host.MountFixture.request

import dev.fairlead.app.StrategyOfASpec
import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.host.MountFixture.Deciding
import dev.fairlead.spi.ConfigurationException
import dev.fairlead.spi.Content
import dev.fairlead.spi.RouteDecision.PassThrough
import dev.fairlead.spi.RouteDecision.Serve
import dev.fairlead.spi.RouteStrategy
import dev.fairlead.spi.Trace
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Mounts whose content is made here: nobody else can be asked for it. */
class WithoutSourceSpec extends Specification {
  static final RouteStrategy SERVES = { new Serve(Content.text('text/plain', 'a'), Trace.of('made')) } as Deciding
  @TempDir Path folder
  def registry = new SimpleMeterRegistry()

  Router router(Mount mount, int budget = 1000) {
    new Router(new Catalogue([mount]), new DecisionMeters(registry), new NetworkBudget(budget))
  }

  def "a strategy that #what is 500 with one line, and counted"() {
    given:
    def router = router(MountFixture.alone('m', strategy as Deciding))

    when:
    def decision = router.decide(router.route(request('/a')).get())

    then:
    decision.status() == 500
    decision.detail().readLines().size() == 1
    registry.get('fairlead.decisions').tags('outcome', 'fail', 'reason', 'strategy-failed').counter().count() == 1

    where:
    what             | strategy
    'throws'         | { throw new IllegalStateException('bug') }
    'passes through' | { new PassThrough(it.path(), Trace.of('doubt')) }
  }

  def "with the emergency switch on it is 503"() {
    given:
    def mount = MountFixture.alone('m', SERVES)
    mount.bypass(true)
    def router = router(mount)

    expect:
    with(router.decide(router.route(request('/a')).get())) { it.status() == 503 && trace().reason() == 'bypass' }
  }

  def "no client asks too often: the mount has its own limit"() {
    given:
    def router = router(MountFixture.alone('m', SERVES), 1)

    expect:
    (1..10).every { router.decide(router.route(request('/a')).get()) instanceof Serve }
  }

  def "a strategy that fails to say #what is taken at the default"() {
    given:
    def routed = Routed.of(MountFixture.alone('m', strategy), request('/a'), request('/a').path())

    expect:
    Visit.admitted(routed).present
    routed.bodyLimit().empty

    where:
    what                      | strategy
    'whether it has a limit'  | new Faulty(limits: { throw new IllegalStateException('bug') })
    'what it wants to read'   | new Faulty(reads: { throw new IllegalStateException('bug') })
    'who observes'            | new Faulty(observes: { throw new IllegalStateException('bug') })
    'what it thinks of it'    | new Faulty(observes: { { int status, long bytes -> throw new IllegalStateException('bug') } as dev.fairlead.spi.Observation })
  }

  static class Faulty extends StrategyOfASpec {
    Closure reads = { OptionalLong.empty() }
    Closure observes = { dev.fairlead.spi.Observation.NONE }

    @Override
    OptionalLong takesBody(dev.fairlead.spi.RouteRequest request) { reads() }

    @Override
    dev.fairlead.spi.Observation observe(dev.fairlead.spi.RouteRequest request) { observes() }
  }

  def "a visit ends once, and what its observer throws hurts nobody"() {
    given:
    def told = []
    def mount = MountFixture.alone('m', new Faulty(observes: { { int status, long bytes -> told << [status, bytes]; throw new IllegalStateException('bug') } as dev.fairlead.spi.Observation }))
    def routed = Routed.of(mount, request('/a'), request('/a').path())
    def visits = (1..10).collect { Visit.admitted(routed).get() }

    when:
    3.times { visits[0].ended(200, it) }

    then:
    told == [[200, 0]]
    Visit.admitted(routed).present
    Visit.admitted(routed).empty
  }

  def "a mount with #wrong is refused with one line at #key"() {
    when:
    new StrategyOfASpec(decides: {}).installedIn {
      Host.create(ServiceFixture.settings(folder, "fairlead: { mounts: { m: { access: public, $wrong } } }"), [:], registry)
    }

    then:
    def refused = thrown(ConfigurationException)
    refused.message.startsWith("fairlead.mounts.m.$key")
    refused.message.readLines().size() == 1

    where:
    wrong                                                                       || key
    'strategy: spec, pass-through: { to: "https://cdn.example" }'               || 'pass-through: take it away'
    'strategy: registry, settings: { copies: [{ bucket: b, region: us-east-1 }] }' || 'pass-through.to: is missing'
  }
}
