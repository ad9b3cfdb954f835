package dev.fairlead.tck

import dev.fairlead.spi.Prices
import dev.fairlead.spi.Settings
import dev.fairlead.spi.StrategyContext
import groovy.transform.CompileStatic

/** A host of fakes around one strategy. */
@CompileStatic
class FakeContext implements StrategyContext {
  final String mount = 'm'
  final Settings settings
  final FakeRegions regions = new FakeRegions()
  final FakeBackground background = new FakeBackground()
  final URI passThrough = URI.create('https://cdn.example')
  final FakeClock clock = new FakeClock()
  @Delegate final FakePorts ports = new FakePorts(clock)
  final Prices prices
  final FakeMetrics metrics = new FakeMetrics()
  final FakeSecrets secrets = new FakeSecrets()

  FakeContext(Map<String, ?> settings, Prices prices = withCdnAt(0.015d)) {
    this.settings = Settings.of('fairlead.mounts.m.settings', settings)
    this.prices = prices
  }

  /** List prices but for the CDN's. */
  static Prices withCdnAt(double usdPerGb) {
    def list = Prices.LIST
    new Prices(usdPerGb, list.internet(), list.sameRegion(), list.interRegion(), list.pairs())
  }

  @Override
  String mount() { mount }

  @Override
  Settings settings() { settings }

  @Override
  FakeRegions regions() { regions }

  @Override
  URI passThrough() { passThrough }

  @Override
  FakeBackground background() { background }

  @Override
  Prices prices() { prices }

  @Override
  FakeMetrics metrics() { metrics }

  @Override
  FakeSecrets secrets() { secrets }

  @Override
  FakeClock clock() { clock }
}
