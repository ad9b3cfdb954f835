package dev.fairlead.rhcos.mirror

import static dev.fairlead.rhcos.command.MirrorSite.gzip
import static dev.fairlead.rhcos.command.MirrorSite.sha

import dev.fairlead.rhcos.mirror.MirrorStore.State
import dev.fairlead.tck.FakeBucketObjects
import dev.fairlead.tck.FakeClock
import java.time.Instant
import java.util.concurrent.Executors
import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream
import org.tukaani.xz.LZMA2Options
import org.tukaani.xz.XZOutputStream
import spock.lang.AutoCleanup
import spock.lang.Specification

/** Files that are in a bucket already: who put them there, and whether they are what a document says. */
class BucketMirrorSpec extends Specification {
  static final byte[] DISK = ('a disk image ' * 9000).bytes
  @AutoCleanup('shutdownNow')
  def threads = Executors.newVirtualThreadPerTaskExecutor()
  def objects = new FakeBucketObjects('b', new FakeClock())
  def mirror = new BucketMirror(objects, 'pub', threads)

  static Item item(String name, byte[] content, byte[] inner = null) {
    new Item(name, URI.create('https://m.example/x'), 'x86_64/metal', Optional.of(sha(content)),
        Optional.ofNullable(inner).map { sha(it) }, OptionalLong.empty())
  }

  static byte[] packed(String name) {
    def out = new ByteArrayOutputStream()
    switch (name) {
      case ~/.*\.gz/: return gzip(DISK)
      case ~/.*\.xz/: new XZOutputStream(out, new LZMA2Options(0)).withCloseable { it.write(DISK) }; break
      case ~/.*\.zip/: new ZipOutputStream(out).withCloseable { it.putNextEntry(new ZipEntry('disk')); it.write(DISK) }; break
      default: return DISK
    }
    out.toByteArray()
  }

  def "#name that somebody else put there is read, unpacked and known again"() {
    given:
    def content = packed(name)
    objects.put("pub/$name", content)

    expect:
    mirror.state(item(name, content, DISK)) == State.PRESENT
    mirror.state(item(name, content, 'other'.bytes)) == State.CHANGED
    mirror.state(item(name, 'other'.bytes)) == State.CHANGED
    mirror.state(item("no-$name", content)) == State.NEW

    where:
    name << ['disk.raw.gz', 'disk.raw.xz', 'disk.vhdx.zip', 'disk.iso']
  }

  def "what we put there is known by its metadata, without reading it"() {
    given:
    objects.put('pub/a', 'anything'.bytes, Instant.EPOCH, [sha256: sha('a'.bytes)])
    objects.before = { operation, key -> assert operation != 'read' }

    expect:
    mirror.state(item('a', 'a'.bytes)) == State.PRESENT
    mirror.state(item('a', 'b'.bytes)) == State.CHANGED
  }

  def "a zip file with nothing in it is not what was expected"() {
    given:
    def empty = new ByteArrayOutputStream().tap { new ZipOutputStream(it).close() }.toByteArray()
    def wanted = item('disk.zip', empty, DISK)

    expect:
    Digests.of(wanted, threads).withCloseable { it.updateAll(new ByteArrayInputStream(empty)); it.mismatch(wanted).get() }
        .contains('of nothing that can be unpacked')
  }

  def "an upload that begins anew leaves nothing of what it had"() {
    when:
    mirror.write(item('a', 'new'.bytes)).withCloseable {
      it.stream().write('old'.bytes)
      it.restart(Optional.empty())
      it.stream().write('new'.bytes)
      it.finish()
    }

    then:
    new String(objects.objects['pub/a'].content) == 'new'
    objects.unfinished.get() == 0
  }
}
