package dev.fairlead.app.host

import dev.fairlead.app.config.HostSettings
import dev.fairlead.spi.RouteDecision
import dev.fairlead.spi.RouteRequest
import dev.fairlead.spi.RouteStrategy
import dev.fairlead.spi.RouteStrategyProvider
import dev.fairlead.spi.Settings
import dev.fairlead.spi.StrategyContext
import dev.fairlead.tck.FakeClock
import dev.fairlead.tck.FakePorts
import dev.fairlead.tck.FakeRegions
import dev.fairlead.tck.FakeSecrets
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import java.time.Duration
import java.time.InstantSource
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import spock.lang.Specification

class MountsSpec extends Specification {
  def performed = new LinkedBlockingQueue<String>()

  /** Offers work while it is being made, and more when it is asked to. */
  class Diligent implements RouteStrategyProvider {
    StrategyContext given

    String type() { 'diligent' }

    RouteStrategy create(StrategyContext context) {
      given = context
      context.background().offer('early')
      new RouteStrategy() {
        RouteDecision decide(RouteRequest request) { throw new UnsupportedOperationException() }

        void perform(String work) { performed << "${context.mount()}: $work".toString() }
      }
    }
  }

  def "a strategy's work for later comes back to it, also what it offers before it is made"() {
    given:
    def settings = HostSettings.read(Settings.of('fairlead', [mounts: [
        m: [strategy: 'diligent', access: 'public', 'pass-through': [to: 'https://cdn.example']]]]))
    def meters = new SimpleMeterRegistry()
    def work = new WorkQueue(settings.background(), meters)
    def diligent = new Diligent()

    when:
    new Mounts(Strategies.of([diligent]), new FakeRegions(), new FakePorts(new FakeClock()), work, new FakeSecrets(), new MicrometerMetrics(meters), InstantSource.system())
        .create(settings)
    diligent.given.background().offer('late')

    then:
    [performed.poll(5, TimeUnit.SECONDS), performed.poll(5, TimeUnit.SECONDS)] as Set == ['m: early', 'm: late'] as Set

    cleanup:
    work.close(Duration.ZERO)
  }
}
