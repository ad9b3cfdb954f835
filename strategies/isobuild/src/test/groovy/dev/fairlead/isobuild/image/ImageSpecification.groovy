package dev.fairlead.isobuild.image

import dev.fairlead.isobuild.cpio.CpioReader
import dev.fairlead.isobuild.iso.IsoFixture
import dev.fairlead.spi.Body
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Makes images, customises them, and reads what came of it. */
abstract class ImageSpecification extends Specification {
  static final String CONFIG = '{"ignition":{"version":"3.4.0"}}'

  @TempDir
  Path folder

  LiveImage open(IsoFixture image) {
    LiveImage.open(image.write(folder.resolve('base.iso')))
  }

  /** What a reader of the finished image sees. */
  LiveImage written(Body body) {
    def file = folder.resolve('out.iso')
    Files.write(file, bytes(body))
    LiveImage.open(file)
  }

  static byte[] bytes(Body body) {
    def read = body.read()
    def bytes = new byte[read.remaining()]
    read.get(bytes)
    bytes
  }

  static String text(Optional<Body> body) {
    new String(bytes(body.get()))
  }

  static Customisation with(Map parts) {
    new Customisation(
      Optional.ofNullable(parts.ignition).map { it instanceof byte[] ? it : it.bytes },
      (parts.arguments ?: []).collect { KernelArgument.of(it[0], it[1]) },
      Optional.ofNullable(parts.ramdisk).map { it instanceof byte[] ? it : it.bytes })
  }

  static Optional<String> config(Body archives) {
    CpioReader.find(archives, 'config.ign', 10 << 20).map { new String(it) }
  }

  static byte[] noise(int length) {
    def bytes = new byte[length]
    new Random(length).nextBytes(bytes)
    bytes
  }
}
