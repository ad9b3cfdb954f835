package dev.fairlead.isobuild.rootfs

import dev.fairlead.spi.Body
import spock.lang.Specification
import spock.lang.Timeout

import java.util.zip.GZIPInputStream

class NmstateSpec extends Specification {
  static final List<String> READ = [
    'squashfs-gzip', 'squashfs-xz', 'squashfs-xz-bcj', 'squashfs-zstd', 'squashfs-plain', 'squashfs-no-fragments',
    'erofs-plain', 'erofs-lz4', 'erofs-lz4hc-big', 'erofs-full-index', 'erofs-packed-tails', 'erofs-extended']

  def "nmstatectl is found and read in #image"() {
    when:
    def file = Nmstate.find(rootfs(image(image)))

    then:
    file.length() == 201234
    file.bytes().readAllBytes() == expected()

    where:
    image << READ
  }

  def "#image gives no nmstatectl: #reason"() {
    when:
    Nmstate.find(rootfs(image(image))).bytes().readAllBytes()

    then:
    def e = thrown(IOException)
    e.message == reason

    where:
    image              || reason
    'squashfs-without' || 'no nmstatectl in the root file system'
    'erofs-without'    || 'no nmstatectl in the root file system'
    'squashfs-lz4'     || 'squashfs packed with method 5; gzip, xz and zstd are read'
  }

  def "what is no file system is told by its first bytes"() {
    when:
    Nmstate.find(rootfs(new byte[4096]))

    then:
    def e = thrown(IOException)
    e.message == 'rootfs.img starts with neither squashfs nor erofs'
  }

  @Timeout(60)
  def "#image cut short or damaged anywhere gives one line or some bytes, and ends"() {
    given:
    def random = new Random(image.hashCode())
    def good = image(image)

    expect:
    (1..mutations).every {
      def bad = it % 10 ? mutated(good, random) : Arrays.copyOf(good, random.nextInt(good.length))
      oneLineOrBytes(bad)
    }

    where:
    image << READ
    mutations = 1000.intdiv(READ.size()) + 1
  }

  private static boolean oneLineOrBytes(byte[] image) {
    try {
      def file = Nmstate.find(rootfs(image))
      file.bytes().transferTo(OutputStream.nullOutputStream())
      return true
    } catch (IOException e) {
      return e.message && !e.message.contains('\n')
    }
  }

  /** Half of the changes go where the structure is: at the start, or at a place that isn't zero. */
  private static byte[] mutated(byte[] good, Random random) {
    def bad = good.clone()
    (1..1 + random.nextInt(4)).each {
      int at = random.nextInt(random.nextBoolean() ? Math.min(1200, bad.length) : bad.length)
      while (!bad[at] && at < bad.length - 1) {
        at++
      }
      bad[at] = random.nextInt()
    }
    bad
  }

  static Body rootfs(byte[] filesystem) {
    Body.of(new byte[124]).then(Body.of(filesystem))
  }

  static byte[] image(String name) {
    new GZIPInputStream(NmstateSpec.getResourceAsStream("/rootfs/${name}.gz")).bytes
  }

  private static byte[] expected() {
    byte[] bytes = new byte[201234]
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (i >= 65536 && i < 131072 ? 0 : i % 251) as byte
    }
    bytes
  }
}
