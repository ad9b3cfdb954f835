package dev.fairlead.isobuild.store

import dev.fairlead.isobuild.store.DownloadException.Reason
import dev.fairlead.spi.Settings
import dev.fairlead.tck.FakeClock
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

class FullDiskSpec extends Specification {
  static final ISO = StoreFixture.iso()
  @TempDir Path folder
  @AutoCleanup StoreFixture fixture

  static ImageEntry entry(String version) {
    new ImageEntry('4.18', version, 'x86_64', URI.create('https://h/x'), ImageType.FULL, Optional.empty())
  }

  def "a disk with #free bytes free takes a file of 100 with 40 missing: #fits"() {
    given:
    def settings = StoreSettings.read(Settings.of('s', ['data-dir': '/d', images: [StoreFixture.entry()]]))
    def disk = [free: { free }, remove: { }] as Room.Disk
    def room = new Room(disk, settings, Duration.ZERO, new FakeClock())

    when:
    def fault = null
    try {
      room.take(new StoredImage(entry('a')), 100, 40)
    } catch (DownloadException e) {
      fault = e
    }

    then:
    (fault == null) == fits
    fits || fault.reason() == Reason.DISK && fault.message == "the disk has $free bytes free, too few for this image"

    where:
    free | fits
    39L  | false
    40L  | true
  }

  @Requires({ System.getProperty('user.name') == 'root' && new File('/bin/mount').canExecute() })
  def "a disk that fills up fails what comes, says so, and the rest is served; with room again it comes"() {
    given:
    def mounted = 'mount -t tmpfs -o size=700k tmpfs'.split().toList() + Files.createDirectories(folder.resolve('data')).toString()
    def small = mounted.execute().waitFor() == 0
    fixture = new StoreFixture(folder, [images: ['a', 'b'].collect { StoreFixture.entry(version: it) }, 'parallel-downloads': 1])
    ['a', 'b'].each { fixture.mirror().answers("/${it}.iso".toString(), StoreFixture.file(ISO).with('Content-Length': 'unknown')) }

    when:
    fixture.open()

    then:
    !small || StoreFixture.eventually { fixture.store().all()*.state()*.token().contains('failed') }
    !small || fixture.store().all()*.state().find { it instanceof ImageState.Failed }.why() =~ /No space left|bytes free/
    !small || StoreFixture.eventually { fixture.store().all()*.state()*.token().contains('ready') }
    !small || fixture.names().count { it.endsWith('.part') } <= 1

    when:
    if (small) {
      assert (['mount', '-o', 'remount,size=20m', fixture.data.toString()].execute().waitFor() == 0)
    }

    then:
    fixture.isReadyWithAll(0) && fixture.isReadyWithAll(1)

    cleanup:
    fixture?.close()
    ['umount', fixture?.data?.toString() ?: '/nowhere'].execute().waitFor()
  }
}
