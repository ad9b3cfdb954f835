package dev.fairlead.isobuild.store

import dev.fairlead.isobuild.image.LiveImage
import dev.fairlead.isobuild.iso.IsoFixture
import dev.fairlead.tck.FakeContext
import dev.fairlead.tck.FakeReply
import dev.fairlead.tck.FakeUpstream
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration

/** A store over sources of one's own, with small images and little patience. */
class StoreFixture implements AutoCloseable {
  static final Limits QUICK = new Limits(100_000, 2000, Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMinutes(1))
  static final VERSION = '418.94.1'
  static final MIRROR = 'https://mirror.example'
  final Path folder, data
  final FakeContext context
  final RecordedDeriving deriving
  Limits limits = QUICK
  private Optional<ImageStore> opened = Optional.empty()

  StoreFixture(Path folder, Map<String, ?> settings) {
    this.folder = folder
    data = folder.resolve('data')
    deriving = new RecordedDeriving()
    context = new FakeContext(['data-dir': data.toString(), 'base-url': 'https://images.example/iso'] + settings)
  }

  static Map<String, String> entry(Map<String, String> other = [:]) {
    def version = other.version ?: VERSION
    [openshift_version: '4.18.0', cpu_architecture: 'x86_64', version: version, url: "$MIRROR/${version}.iso".toString()] + other
  }

  /** Bytes of an image; each seed gives another. */
  static byte[] iso(Map<String, ?> other = [:]) {
    def bytes = { int count -> new byte[count].tap { new Random(other.seed ?: 1).nextBytes(it) } }
    def fixture = new IsoFixture(volumeId: other.volumeId ?: 'rhcos-418')
        .file('images/ignition.img', new byte[262144])
        .file('images/pxeboot/vmlinuz', bytes((other.kernel ?: 3000) as int))
        .file('images/pxeboot/initrd.img', (other.initrd ?: bytes(1000)) as byte[])
    if (other.rootfs != 0) {
      fixture.file('images/pxeboot/rootfs.img', bytes((other.rootfs ?: 120_000) as int))
    }
    def file = Files.createTempFile('image', '.iso')
    try {
      return Files.readAllBytes(fixture.write(file))
    } finally {
      Files.delete(file)
    }
  }

  FakeUpstream mirror() { context.upstreams().of(MIRROR) }

  /** What a mirror answers that can go on in the middle. */
  static FakeReply file(byte[] content, String tag = '"1"') {
    FakeReply.of(content, ['Accept-Ranges': 'bytes', 'ETag': tag])
  }

  void serves(byte[] content, String version = VERSION) {
    mirror().answers("/${version}.iso".toString(), file(content))
  }

  ImageStore open() {
    opened = Optional.of(ImageStore.open(StoreSettings.read(context.settings()), context, deriving, limits))
    opened.get()
  }

  ImageStore store() { opened.get() }

  StoredImage image(int index = 0) { store().all()[index] }

  Path file(String type = 'full-iso', String version = VERSION) {
    data.resolve("rhcos-$type-$version-x86_64.iso")
  }

  Path part(String version = VERSION) { data.resolve(".rhcos-full-iso-$version-x86_64.iso.part") }

  /** Waits for something, for ten seconds at most. */
  static boolean eventually(Closure<?> holds) {
    long end = System.nanoTime() + 10_000_000_000
    while (!holds()) {
      if (System.nanoTime() > end) {
        return false
      }
      Thread.sleep(5)
    }
    true
  }

  boolean becomes(String token, int index = 0) { eventually { image(index).state().token() == token } }

  boolean isReadyWithAll(int index = 0) {
    eventually { image(index).state() instanceof ImageState.Ready && image(index).state().image().minimal().present }
  }

  String why(int index = 0) { (image(index).state() as ImageState.Failed).why() }

  Set<String> names() { data.toFile().list() as Set }

  long failures(String reason) {
    context.metrics().count('fairlead.isobuild.download.failures', 'mount', 'm', 'reason', reason)
  }

  @Override
  void close() { opened.ifPresent { it.close() } }

  /** Makes small things, and remembers for whom. */
  static class RecordedDeriving implements Deriving {
    final List<List<?>> minimals = [].asSynchronized()
    final List<Path> archives = [].asSynchronized()
    volatile Closure<?> beforeMinimal = {}
    volatile Closure<?> beforeNmstate = {}

    @Override
    void minimal(LiveImage full, Path out, String rootfsUrl, Optional<Path> nmstate) {
      minimals << [full.file().fileName.toString(), rootfsUrl, nmstate.map { it.fileName.toString() }.orElse('')]
      beforeMinimal()
      Files.write(out, iso(rootfs: 0))
    }

    @Override
    void nmstate(LiveImage full, Path out) {
      archives << full.file()
      beforeNmstate()
      Files.writeString(out, 'archive!')
    }
  }
}
