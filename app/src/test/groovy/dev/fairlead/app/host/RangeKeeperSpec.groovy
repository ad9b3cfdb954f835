package dev.fairlead.app.host

import dev.fairlead.app.SampleRanges
import dev.fairlead.app.config.RangesSettings
import dev.fairlead.ranges.RangeTable
import dev.fairlead.spi.ConfigurationException
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.time.Instant
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE

/** The table is refreshed on a schedule; a bad file leaves the good one in use. */
class RangeKeeperSpec extends Specification {
  static final NOW = Instant.parse('2026-01-02T00:00:00Z')
  @TempDir Path folder
  def registry = new SimpleMeterRegistry()
  PollingConditions soon = new PollingConditions(timeout: 5)
  @AutoCleanup RangeKeeper keeper

  Path getFile() {
    folder.resolve('ranges.json')
  }

  RangeKeeper start(String content) {
    Files.writeString(file, content)
    keeper = RangeKeeper.start(new RangesSettings([file], [], Duration.ofMillis(20), Optional.empty(),
        1L << 20, Duration.ofSeconds(1), 1d, 1d), { NOW }, registry)
  }

  /** At once: half of a file that is far too long is a good one. */
  void replace(String content) {
    Files.move(Files.writeString(folder.resolve('new'), content), file, ATOMIC_MOVE)
  }

  String region(String place) {
    keeper.regions().resolve(InetAddress.ofLiteral(SampleRanges.addressIn(place))).region().orElse('unknown')
  }

  double refreshes(String result) {
    registry.find('fairlead.ranges.refresh').tag('result', result).counters()*.count().sum(0d)
  }

  def "a new file is taken up and strategies see it"() {
    given:
    start(SampleRanges.json())
    assert region('us-west-2') == 'us-west-2'

    when:
    replace(SampleRanges.json(1767225601).replace('us-west-2', 'us-west-1'))

    then:
    soon.eventually {
      assert region('us-west-2') == 'us-west-1'
    }
    'us-west-1' in keeper.regions().awsRegions()
    refreshes('adopted') == 1
  }

  def "a file that becomes #what is refused and counted, and the last good table stays with its age"() {
    given:
    start(SampleRanges.json())

    when:
    replace(content)

    then:
    soon.eventually {
      assert refreshes('refused') > 0
    }
    region('us-west-2') == 'us-west-2'
    registry.get('fairlead.ranges.age').tag('cloud', 'aws').gauge().value() == 86400

    where:
    what           | content
    'HTML'         | '<html>Service Unavailable</html>'
    'empty'        | ''
    'cut short'    | SampleRanges.json(1767225601)[0..200]
    'older'        | SampleRanges.json(1000000000)
    'far too long' | SampleRanges.json(1767225601) + ' ' * (2 << 20)
  }

  def "a file that is bad from the start stops it"() {
    when:
    start('<html/>')

    then:
    def e = thrown(ConfigurationException)
    e.message.startsWith('fairlead.ranges.files')
  }

  def "regions are swapped whole and only when there is a new table"() {
    given:
    def regions = new Regions(RangeTable.of([]))
    def address = InetAddress.ofLiteral(SampleRanges.addressIn('us-east-1'))
    start(SampleRanges.json())

    expect:
    regions.resolve(address).region().empty
    regions.awsRegions().empty

    when:
    regions.swap(keeper.table())

    then:
    with(regions.resolve(address)) {
      cloud() == Optional.of('aws')
      region() == Optional.of('us-east-1')
      borderGroup() == Optional.of('us-east-1')
      prefix() == Optional.of('198.18.0.0/24')
    }
  }
}
