package dev.fairlead.app.host

import ch.qos.logback.classic.Logger
import ch.qos.logback.classic.spi.ILoggingEvent
import ch.qos.logback.core.read.ListAppender
import dev.fairlead.spi.ConfigurationException
import dev.fairlead.spi.RouteDecision
import dev.fairlead.spi.RouteRequest
import dev.fairlead.spi.RouteStrategy
import java.time.Duration
import org.slf4j.LoggerFactory
import spock.lang.Specification
import spock.lang.Timeout

@Timeout(60)
class LifecycleSpec extends Specification {
  static final SOON = Duration.ofMillis(300)
  static final AMPLE = Duration.ofSeconds(30)
  static final HANGS = { Thread.sleep(60_000) }
  static final THROWS = { throw new IllegalStateException('why') }
  static final REFUSES = { throw new ConfigurationException('k', 'wrong') }
  static final BREAKS = { throw new NoClassDefFoundError('t/Gone') }

  static class Scripted implements RouteStrategy {
    Closure<?> starting = { }
    Closure<?> closing = { }

    RouteDecision decide(RouteRequest request) { throw new UnsupportedOperationException() }

    void start() { starting() }

    void close() { closing() }
  }

  static Mount mount(Map<String, Closure<?>> script) {
    MountFixture.mount([:], 'm', new Scripted(script))
  }

  def "a close that hangs or throws is told, and the next strategy is closed all the same"() {
    given:
    def log = LoggerFactory.getLogger(Lifecycle) as Logger
    def events = new ListAppender<ILoggingEvent>()
    events.start()
    log.addAppender(events)
    def closed = false

    when:
    Lifecycle.close([mount(closing: closing), mount(closing: { closed = true })], patience)

    then:
    closed
    events.list*.formattedMessage == ['mount m: its strategy failed to close']
    events.list*.throwableProxy*.message == [told]

    cleanup:
    log.detachAppender(events)

    where:
    closing | patience              || told
    HANGS   | Duration.ofSeconds(1) || 'it took longer than 1 s'
    THROWS  | AMPLE                 || 'why'
    BREAKS  | AMPLE                 || 't/Gone'
  }

  def "a start that doesn't succeed is a line that names the mount"() {
    when:
    Lifecycle.start(mount(starting: starting), patience)

    then:
    def refused = thrown(ConfigurationException)
    refused.message ==~ message

    where:
    starting | patience || message
    HANGS    | SOON     || /fairlead\.mounts\.m: its strategy can't begin: .*took longer than .*/
    THROWS   | AMPLE    || /fairlead\.mounts\.m: its strategy can't begin: java\.lang\.IllegalStateException: why/
    BREAKS   | AMPLE    || /fairlead\.mounts\.m: its strategy can't begin: java\.lang\.NoClassDefFoundError: t\/Gone/
    REFUSES  | AMPLE    || /k: wrong/
  }
}
