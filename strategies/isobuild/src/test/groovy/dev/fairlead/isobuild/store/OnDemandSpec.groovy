package dev.fairlead.isobuild.store

import dev.fairlead.spi.ConfigurationException
import java.nio.channels.FileChannel
import java.nio.ByteBuffer
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

class OnDemandSpec extends Specification {
  static final ISO = StoreFixture.iso()
  /** Room for two images with what is derived of them, not for three. */
  static final long TWO = 2 * ISO.length + 2 * 400_000
  @TempDir Path folder
  @AutoCleanup StoreFixture fixture

  StoreFixture with(Map<String, ?> settings = [:]) {
    def images = ['a', 'b', 'c'].collect { StoreFixture.entry(version: it) }
    fixture = new StoreFixture(folder, [images: images, load: 'on-demand'] + settings)
    ['a', 'b', 'c'].each { fixture.serves(ISO, it) }
    fixture
  }

  void loaded(String version) {
    fixture.context.clock().now += Duration.ofMinutes(2)
    assert StoreFixture.eventually {
      def state = fixture.store().find(version, 'x86_64', ImageType.FULL).get().state()
      state instanceof ImageState.Ready && state.image().minimal().present
    }
  }

  List<String> states() { fixture.store().all()*.state()*.token() }

  def "nothing comes before somebody asks; a look at all of them is no asking"() {
    given:
    with().open()

    expect:
    fixture.store().all()*.state()*.token() == ['pending'] * 3
    fixture.store().find('c', 's390x', ImageType.FULL).empty
    fixture.store().find('c', 'x86_64', ImageType.DISCONNECTED).empty

    when:
    loaded('b')

    then:
    fixture.mirror().asked*.target == ['/b.iso']
    states() == ['pending', 'ready', 'pending']
  }

  def "of more than the budget holds the one goes that was used longest ago; who reads it still can"() {
    given:
    with('disk-budget': "${TWO}B".toString()).open()
    loaded('a')
    loaded('b')
    def reading = FileChannel.open(fixture.file('full-iso', 'a'))

    when:
    loaded('a')
    loaded('c')

    then:
    states() == ['ready', 'pending', 'ready']
    fixture.names().count { it.contains('-b-') } == 0

    when:
    loaded('b')

    then:
    states() == ['pending', 'ready', 'ready']
    def room = ByteBuffer.allocate(ISO.length + 1)
    while (reading.read(room) > 0) { }
    Arrays.copyOf(room.array(), room.position()) == ISO

    cleanup:
    reading?.close()
  }

  def "what was asked for within the last minute stays: the new one has to wait, and says why"() {
    given:
    with('disk-budget': "${TWO}B".toString())
    fixture.limits = new Limits(100_000, 2000, Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofMinutes(1))
    fixture.open()
    loaded('a')
    loaded('b')
    fixture.context.clock().now += Duration.ofSeconds(30)

    when:
    fixture.store().find('a', 'x86_64', ImageType.FULL)
    fixture.context.clock().now += Duration.ofSeconds(31)
    fixture.store().find('b', 'x86_64', ImageType.FULL)
    fixture.store().find('c', 'x86_64', ImageType.FULL)

    then:
    fixture.becomes('failed', 2)
    fixture.why(2).contains("disk-budget ($TWO bytes) has no room")
    states()[0..1] == ['ready', 'ready']
    fixture.failures('disk') == 1

    when:
    loaded('c')

    then:
    states().count('ready') == 2
  }

  def "after a restart the budget counts what is there"() {
    given:
    with().open()
    ['a', 'b', 'c'].each { loaded(it) }
    fixture.close()

    when:
    with('disk-budget': "${TWO}B".toString()).open()

    then:
    StoreFixture.eventually { states().count('ready') == 2 && states().count('pending') == 1 }
    fixture.mirror().asked.empty
  }

  def "one that fails is left alone until somebody asks again"() {
    given:
    with().mirror().answers('/a.iso', dev.fairlead.tck.FakeReply.status(500))
    fixture.open()

    when:
    fixture.store().find('a', 'x86_64', ImageType.FULL)

    then:
    fixture.becomes('failed') && fixture.becomes('pending')
    fixture.mirror().asked.size() == 1

    when:
    fixture.serves(ISO, 'a')

    then:
    loaded('a')
  }

  def "a budget for images that all come at the start is a mistake"() {
    when:
    with(load: 'at-start', 'disk-budget': '1GiB').open()

    then:
    def e = thrown(ConfigurationException)
    e.message == 'fairlead.mounts.m.settings.disk-budget: needs load: on-demand'
  }
}
