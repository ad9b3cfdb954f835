package dev.fairlead.tck

import dev.fairlead.spi.ConfigurationException
import dev.fairlead.spi.Doubt
import dev.fairlead.spi.RouteDecision
import dev.fairlead.spi.RouteRequest
import dev.fairlead.spi.RouteStrategy
import dev.fairlead.spi.RouteStrategyProvider
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.Executors
import spock.lang.Specification
import spock.lang.Timeout

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

  /** The strategy's page; its table of settings is checked if there is one. */
  Path readme() { Path.of('README.md') }

  FakeContext context

  RouteStrategy strategy() {
    context = new FakeContext(settings())
    provider().create(context).tap { it.start() }
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

  def "its example makes a strategy, so that 'fairlead plugins' can tell what it reads"() {
    given:
    context = new FakeContext(provider().example())

    when:
    provider().create(context).close()
    context.settings.requireAllRead()

    then:
    noExceptionThrown()
  }

  def "the README's table is what it reads"() {
    given:
    def page = Files.exists(readme()) ? Files.readString(readme()) : ''
    def table = SettingsTable.of(described(provider().example()))

    expect:
    page.empty || SettingsTable.in(page).join('\n') == table.join('\n')
  }

  def "a wrong value is refused with its key"() {
    expect:
    described(settings()).findAll { it.type() in WRONG && !it.key().contains('[]') }.every { setting ->
      def message = refusal(replaced(settings(), setting.key().tokenize('.'), WRONG[setting.type()]))
      message.startsWith("fairlead.mounts.m.settings.${setting.key()}: ")
    }
  }

  def "a required key that is missing is named"() {
    expect:
    described(settings()).findAll { it.otherwise() == 'required' && !(it.key() =~ /[.\[]/) }.every { setting ->
      refusal(settings().findAll { it.key != setting.key() }).startsWith("fairlead.mounts.m.settings.${setting.key()}: ")
    }
  }

  @Timeout(60)
  def "when everything fails there is still an answer: #doubt"() {
    given:
    def strategy = strategy()
    context.objectStores.stores.values().each {
      it.probeFails = Optional.of(doubt)
      it.presignFails = Optional.of(doubt)
    }
    context.upstreams.sources.values().each { it.fails = Optional.of(doubt) }

    expect:
    requests().every { strategy.decide(it).trace().reason() ==~ /[a-z][a-z0-9-]*/ }

    where:
    doubt << (Doubt.values().toList() - Doubt.NOT_AT_HAND)
  }

  @Timeout(60)
  def "closing it is quick and leaves no thread of its own"() {
    given:
    def threads = new ThreadGroup('strategy')
    def failures = []
    def life = new Thread(threads, {
      try {
        strategy().with { s ->
          requests().each { s.decide(it) }
          s.close()
        }
      } catch (Throwable e) {
        failures << e
      }
    })

    when:
    life.start()
    life.join(10_000)

    then:
    failures == []
    !life.alive
    (1..50).any { threads.activeCount() == 0 || Thread.sleep(100) }
  }

  static final Map<String, String> WRONG = [
      time: '5 parsecs', size: 'plenty', 'whole number': 'x', number: 'x', 'true or false': 'perhaps', URL: 'not a URL']

  Collection<?> described(Map<String, ?> settings) {
    def given = new FakeContext(settings)
    provider().create(given).close()
    given.settings.described()
  }

  String refusal(Map<String, ?> settings) {
    try {
      provider().create(new FakeContext(settings)).close()
      'accepted'
    } catch (ConfigurationException e) {
      e.message
    }
  }

  static Map<String, ?> replaced(Map<String, ?> tree, List<String> path, String value) {
    tree + [(path.head()): path.size() == 1 ? value : replaced((tree[path.head()] ?: [:]) as Map, path.tail(), value)]
  }
}
