package dev.fairlead.app.plugin

import static dev.fairlead.app.plugin.PluginJars.provider

import ch.qos.logback.classic.Logger
import ch.qos.logback.classic.spi.ILoggingEvent
import ch.qos.logback.core.read.ListAppender
import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.host.Host
import dev.fairlead.app.host.MountFixture
import dev.fairlead.app.host.Rehearsal
import dev.fairlead.app.host.Strategies
import dev.fairlead.spi.ConfigurationException
import dev.fairlead.spi.RouteDecision.PassThrough
import dev.fairlead.spi.RouteStrategyProvider
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import org.slf4j.LoggerFactory
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What plugins do to a start, and to a program that runs. */
@Timeout(120)
class PluginStartSpec extends Specification {
  @TempDir Path folder
  @Delegate PluginJars jars

  void setup() {
    jars = new PluginJars(folder)
  }

  Host host(Path plugins, String strategy = 'sample', String settings = '{}') {
    def environment = [FAIRLEAD_PLUGINS: plugins.toString()]
    def yaml = """
fairlead:
  mounts:
    m: { strategy: $strategy, access: public, match: { prefix: / }, pass-through: { to: "https://cdn.example" }, settings: $settings }
"""
    Host.create(ServiceFixture.settings(folder, yaml, environment), environment, new SimpleMeterRegistry())
  }

  String refusal(Path plugins, String strategy = 'sample', String settings = '{}') {
    try (def _ = host(plugins, strategy, settings)) {
      'it starts'
    } catch (ConfigurationException e) {
      e.message
    }
  }

  String decision(Host host) {
    def routed = host.router().route(MountFixture.request('/a')).get()
    def decision = host.router().decide(routed)
    assert decision instanceof PassThrough
    decision.trace().reason()
  }

  def "a mount of a plugin's strategy is served by it"() {
    given:
    good()
    def host = host(folder)

    expect:
    decision(host) == 'sample'

    cleanup:
    host?.close()
  }

  def "a jar that is named alone is as good as its folder"() {
    given:
    def host = host(good())

    expect:
    decision(host) == 'sample'

    cleanup:
    host?.close()
  }

  def "a place that isn't there stops the start"() {
    expect:
    refusal(folder.resolve('nowhere')) == "FAIRLEAD_PLUGINS: there is no folder or jar ${folder.resolve('nowhere')}".toString()
  }

  def "a broken jar stops the start of a mount that could need it, and of no other"() {
    given:
    def broken = Files.writeString(folder.resolve('b.jar'), 'x')

    expect:
    refusal(folder) ==~ "fairlead\\.mounts\\.m\\.strategy: unknown 'sample', unless it is in what could not be loaded: plugin $broken is not a jar.*"
    refusal(folder, 'registry', '{ copies: [{ bucket: one, region: us-east-1 }] }') == 'it starts'
  }

  def "a mount of a type that two provide stops the start"() {
    given:
    good('one.jar')
    good('two.jar')

    expect:
    refusal(folder) ==~ /fairlead\.mounts\.m\.strategy: 'sample' can't be used: plugin .*one\.jar provides the strategy 'sample', as does .*two\.jar; take one of them away/
  }

  def "a strategy that #fault when it is made stops the start, by the jar's name"() {
    given:
    jar('p.jar', ['t.P': provider(part)])

    expect:
    refusal(folder) ==~ message

    where:
    fault              | part || message
    'throws'           | [create: 'throw new IllegalStateException("why");'] || /plugin p\.jar: its strategy 'sample' can't be made: java\.lang\.IllegalStateException: why/
    'is null'          | [create: 'return null;'] || /plugin p\.jar: its strategy 'sample' can't be made: create of 'sample' returned null/
    'refuses settings' | [create: 'throw context.settings().error("x", "is wrong");'] || /fairlead\.mounts\.m\.settings\.x: is wrong/
    'needs the app'    | [create: 'return (RouteStrategy) (Object) new org.slf4j.helpers.NOPLogger[0];'] || /plugin p\.jar: .*needs the class org\.slf4j\.helpers\.NOPLogger, which is .*/
  }

  def "a create that hangs is given up"() {
    given:
    def jar = jar('p.jar', ['t.P': provider(create: 'try { Thread.sleep(60_000); } catch (InterruptedException e) {} return null;')])
    def plugins = Plugins.load([jar], [] as Set, Duration.ofMillis(1500))

    when:
    plugins.sound().first().strategies()['sample'].create(null)

    then:
    def refused = thrown(ConfigurationException)
    refused.message ==~ /plugin p\.jar: its strategy 'sample' can't be made: create of 'sample' took longer than 1\.5 s, at t\.P\.create/
  }

  def "what a strategy throws later passes the client through: #what"() {
    given:
    jar('p.jar', ['t.P': provider(create: "return request -> { $what };")])
    def host = host(folder)

    expect:
    decision(host) == 'strategy-failed'

    cleanup:
    host?.close()

    where:
    what << ['throw new IllegalStateException();', 'throw new NoClassDefFoundError("x");', 'return null;']
  }

  def "a close that throws doesn't keep the others, and threads that are left are named"() {
    given:
    def leaking = 'Thread t = new Thread(() -> { try { Thread.sleep(5_000); } catch (InterruptedException e) {} }, "leak"); t.setDaemon(true); t.start();'
    def closing = 'return new RouteStrategy() { public RouteDecision decide(RouteRequest r) { return null; } public void close() { throw new IllegalStateException("never"); } };'
    def jar = jar('p.jar', ['t.P': provider(create: leaking + closing)])
    def plugins = Plugins.load([jar], [] as Set, Duration.ofSeconds(30))
    plugins.sound().first().strategies()['sample'].create(null)

    expect:
    plugins.sound().first().guard().running() == ['leak']

    when:
    host(folder).close()

    then:
    noExceptionThrown()
  }

  def "threads that are left when a plugin is closed are a line in the log"() {
    given:
    def leaking = 'Thread t = new Thread(() -> { try { Thread.sleep(60_000); } catch (InterruptedException e) {} }, "leak"); t.setDaemon(true); t.start(); return r -> null;'
    def jar = jar('p.jar', ['t.P': provider(create: leaking)])
    def log = LoggerFactory.getLogger(Plugin) as Logger
    def events = new ListAppender<ILoggingEvent>()
    events.start()
    log.addAppender(events)
    def plugins = Plugins.load([jar], [] as Set, Duration.ofSeconds(30))
    plugins.sound().first().strategies()['sample'].create(null)

    when:
    plugins.close()

    then:
    events.list*.formattedMessage == ["plugin $jar left threads running: leak".toString()]

    cleanup:
    log.detachAppender(events)
    Thread.allStackTraces.keySet().findAll { it.name == 'leak' }*.interrupt()
  }

  def "a plugin's strategy may have no source of truth"() {
    given:
    jar('p.jar', ['t.P': provider(members: 'public boolean hasSourceOfTruth() { return false; }')])

    expect:
    refusal(folder).startsWith("fairlead.mounts.m.pass-through: take it away: what strategy 'sample' serves is made here")
  }

  def "a plugin sees the SPI and the JDK, and nothing of the app or of another plugin"() {
    given:
    def plugins = Plugins.load([good(), good('other.jar', 'other')], [] as Set, Duration.ofSeconds(30))
    def loader = plugins.sound().first().loader()

    expect:
    loader.loadClass('dev.fairlead.spi.RouteStrategyProvider').is(RouteStrategyProvider)
    loader.loadClass('org.jspecify.annotations.Nullable')
    loader.loadClass('java.net.http.HttpClient')
    !loader.loadClass('t.P').is(plugins.sound().last().loader().loadClass('t.P'))
    loader.getResource('logback.xml') == null && loader.getResource('dev/fairlead/app/host/Host.class') == null

    when:
    loader.loadClass(hidden)

    then:
    thrown(ClassNotFoundException)

    cleanup:
    plugins?.close()

    where:
    hidden << ['dev.fairlead.app.host.Host', 'dev.fairlead.ranges.Prefix', 'com.fasterxml.jackson.core.JsonFactory', 'io.netty.buffer.ByteBuf']
  }

  def "places are #places with #environment"() {
    expect:
    PluginPlaces.of(environment, Optional.of(Path.of('src'))).places()*.toString() == places

    where:
    environment                     | places
    [:]                             | ['src']
    [FAIRLEAD_PLUGINS: '']          | []
    [FAIRLEAD_PLUGINS: 'src:target'] | ['src', 'target']
    [AWS_LAMBDA_FUNCTION_NAME: 'f'] | ['src', '/opt/plugins']
    [AWS_LAMBDA_FUNCTION_NAME: 'f', FAIRLEAD_PLUGINS: 'src'] | ['src']
  }

  def "of the usual places those that aren't there hold no jars, and others only jars"() {
    given:
    Files.writeString(folder.resolve('README.md'), 'text')
    def (b, a) = [good('b.jar'), good('a.jar', 'other')]

    expect:
    PluginPlaces.of([:], Optional.of(folder)).jars() == [a, b]
    PluginPlaces.of([:], Optional.of(folder.resolve('plugins'))).jars() == []
  }

  def "what the built-in strategies read is described by their examples"() {
    given:
    def strategies = Strategies.installed([FAIRLEAD_PLUGINS: ''])
    def rehearsal = new Rehearsal(strategies, [:])

    expect:
    strategies.builtIn().values().every { rehearsal.describe(it).problem().empty }
    rehearsal.describe(strategies.builtIn()['rpm']).settings()*.key().containsAll(['bucket', 'head-timeout', 'upload.max-size'])
  }

  def "a rehearsal finds every mount's problem, asking nobody"() {
    given:
    def yaml = '''
fairlead:
  mounts:
    a: { strategy: registry, access: public, match: { prefix: /a }, pass-through: { to: "https://cdn.example" }, settings: { copies: [] } }
    b: { strategy: registri, access: public, match: { prefix: /a }, pass-through: { to: "https://cdn.example" } }
    c: { strategy: registry, access: public, match: { prefix: /c }, pass-through: { to: "https://cdn.example" }, settings: { copies: [{ bucket: one, region: us-east-1 }] } }
'''
    def rehearsal = new Rehearsal(Strategies.installed([FAIRLEAD_PLUGINS: '']), [:])

    expect:
    rehearsal.check(ServiceFixture.settings(folder, yaml))*.replaceFirst(':.*', '') ==
        ['fairlead.mounts.a.settings.copies', 'fairlead.mounts.b.strategy']
    rehearsal.check(ServiceFixture.settings(folder, yaml.readLines().findAll { !(it =~ / [ab]:/) }.join('\n'))) == []
  }
}
