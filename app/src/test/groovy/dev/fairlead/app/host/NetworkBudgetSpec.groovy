package dev.fairlead.app.host

import static dev.fairlead.app.host.MountFixture.mount
import static dev.fairlead.app.host.MountFixture.request

import dev.fairlead.app.host.MountFixture.Deciding
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import spock.lang.Specification

class NetworkBudgetSpec extends Specification {

  static boolean spend(NetworkBudget budget, String client) {
    budget.spend(InetAddress.ofLiteral(client))
  }

  def "#second shares the budget of #first: #shared"() {
    given:
    def budget = new NetworkBudget(1)

    expect:
    spend(budget, first)
    spend(budget, second) == !shared

    where:
    first         | second          || shared
    '192.0.2.1'   | '192.0.2.254'   || true
    '192.0.2.1'   | '192.0.3.1'     || false
    '2001:db8::1' | '2001:db8:0:ffff::2' || true
    '2001:db8::1' | '2001:db8:1::1' || false
    '0.0.0.1'     | '::1:0'         || false
  }

  def "who has asked too often passes through without the strategy being asked, and is counted"() {
    given:
    def registry = new SimpleMeterRegistry()
    def asked = 0
    def mount = mount([:], 'm', { asked++; MountFixture.PASSES.decide(it) } as Deciding)
    def router = new Router(new Catalogue([mount]), new DecisionMeters(registry), new NetworkBudget(2))

    when:
    def reasons = (1..3).collect { router.decide(router.route(request('/a')).get()).trace().reason() }

    then:
    reasons == ['passes', 'passes', 'network-budget']
    asked == 2
    registry.get('fairlead.decisions').tags('reason', 'network-budget').counter().count() == 1
  }
}
