package dev.fairlead.tck

import dev.fairlead.spi.ConfigurationException
import dev.fairlead.spi.RouteDecision
import dev.fairlead.spi.RouteRequest
import dev.fairlead.spi.RouteStrategy
import dev.fairlead.spi.RouteStrategyProvider
import java.util.concurrent.Executors
import spock.lang.Specification

/**
 * What every strategy must hold to. An author extends it, says how to make the strategy, and inherits
 * the rest.
 */
abstract class RouteStrategyContractSpec extends Specification {

  abstract RouteStrategyProvider provider()

  /** The smallest settings that are right. */
  abstract Map<String, ?> settings()

  /** Requests that show each kind of decision. */
  abstract List<RouteRequest> requests()

  FakeContext context

  RouteStrategy strategy() {
    context = new FakeContext(settings())
    provider().create(context)
  }

  def "the provider is registered exactly once, under a kebab-case type"() {
    when:
    def registered = ServiceLoader.load(RouteStrategyProvider).findAll { it.type() == provider().type() }

    then:
    registered*.class == [provider().class]
    provider().type() ==~ /[a-z][a-z0-9]*(-[a-z0-9]+)*/
  }

  def "every setting that was given is read"() {
    when:
    strategy()
    context.settings.requireAllRead()

    then:
    noExceptionThrown()
  }

  def "a key that nobody knows is named"() {
    given:
    context = new FakeContext(settings() + [xyzzy: 1])
    provider().create(context)

    when:
    context.settings.requireAllRead()

    then:
    def refused = thrown(ConfigurationException)
    refused.message.contains('fairlead.mounts.m.settings.xyzzy')
  }

  def "each request is decided, the same way each time, with a reason"() {
    given:
    def strategy = strategy()

    expect:
    requests().every {
      def first = strategy.decide(it)
      def second = strategy.decide(it)
      first == second && first.trace().reason() ==~ /[a-z][a-z0-9-]*/
    }
  }

  def "what is decided at once is what would have been decided"() {
    given:
    def strategy = strategy()

    expect:
    requests().every { request ->
      def atOnce = strategy.decideAtOnce(request)
      atOnce.isEmpty() || atOnce.get() == strategy.decide(request)
    }
  }

  def "parallel calls agree"() {
    given:
    def strategy = strategy()
    def expected = requests().collect { strategy.decide(it) }

    when:
    def found = Executors.newVirtualThreadPerTaskExecutor().withCloseable { threads ->
      (1..64).collect { threads.submit({ requests().collect { r -> strategy.decide(r) } } as java.util.concurrent.Callable) }*.get()
    }

    then:
    found.every { it == expected }
  }

  def "an odd request is no exception, and leads nowhere the configuration does not name"() {
    given:
    def strategy = strategy()

    when:
    def decision = strategy.decide(Requests.request(method, path, context.regions.addressIn('us-east-1')))

    then:
    !(decision instanceof RouteDecision.Redirect) ||
        context.objectStores.stores.keySet().any { decision.location().startsWith("https://${it}.s3.") }

    where:
    [method, path] << [
        ['GET', 'HEAD', 'POST', 'DELETE', 'PROPFIND', 'x'],
        ['/', '//', '//evil.example/x', '/a//b', '/%25', '/%C3%A9', '/a%20b', '/+', '/%2B', '/^',
         '/' + 'a' * 8000, '/' + 'a/' * 4000, '/.well-known/x', '/@evil.example', '/:80/', '/a;b=c', '/~', '/%7E']
    ].combinations()
  }

  def "a decision is the same when nobody takes work for later"() {
    given:
    def helped = strategy()
    def expected = requests().collect { helped.decide(it) }
    def alone = strategy()
    context.background.full = true

    expect:
    requests().collect { alone.decide(it) } == expected
  }

  def "an explanation is what would have been decided, and makes no work"() {
    given:
    def strategy = strategy()
    context.background.openAfterAnswers = false // so that what is offered is there at once
    context.background.offered.clear()
    def explained = requests().collect { strategy.explain(it) }
    def offered = context.background.offered.toList()

    expect:
    offered.empty
    explained == requests().collect { strategy.decide(it) }
  }

  def "work that no strategy would offer is refused"() {
    when:
    strategy().perform('\u0000 nobody offers this')

    then:
    thrown(IllegalArgumentException)
  }

  def "it can be closed twice"() {
    given:
    def strategy = strategy()

    when:
    2.times { strategy.close() }

    then:
    noExceptionThrown()
  }
}
