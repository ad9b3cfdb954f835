package dev.fairlead.isobuild.command

import dev.fairlead.isobuild.image.LiveImage
import dev.fairlead.isobuild.iso.IsoFixture
import dev.fairlead.tck.FakeConsole
import groovy.json.JsonSlurper
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Runs commands as a user does, on images in a folder. */
@Timeout(60)
abstract class IsoCommandSpecification extends Specification {
  static final String CONFIG = '{"ignition":{"version":"3.4.0"}}'

  @TempDir
  Path folder
  FakeConsole console = new FakeConsole()
  byte[] typed = []
  boolean watched = false

  Path iso(IsoFixture image, String name = 'base.iso') {
    image.write(folder.resolve(name))
  }

  Path file(String name, Object content) {
    Files.write(folder.resolve(name), content instanceof byte[] ? content : content.toString().bytes)
  }

  /** The arguments with DIR for the folder. */
  int fairlead(Object... arguments) {
    console.printed.reset()
    console.complaints.reset()
    def all = arguments.collect { it.toString().replace('DIR', folder.toString()) }
    new IsoCommand(new Terminal(new ByteArrayInputStream(typed), { watched })).run(all, console)
  }

  /** What went wrong, in one line. */
  String said() {
    def lines = console.complaints.toString().readLines()
    assert lines.size() == 1
    lines[0].replace(folder.toString(), 'DIR')
  }

  Map inspected(String name) {
    assert fairlead('inspect', '--json', "DIR/$name") == 0
    new JsonSlurper().parseText(console.text()) as Map
  }

  byte[] bytes(String name) {
    Files.readAllBytes(folder.resolve(name))
  }

  LiveImage image(String name) {
    LiveImage.open(folder.resolve(name))
  }

  Set<String> names() {
    Files.list(folder).withCloseable { files -> files.map { it.fileName.toString() }.toList() as Set }
  }
}
