package dev.fairlead.rhcos.command

import dev.fairlead.rhcos.stream.StreamSamples
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class DocumentCommandsSpec extends Specification {
  @TempDir
  Path folder
  def console = new TestConsole()

  def "rewrite prints the document with other URLs"() {
    expect:
    run('rewrite', file('a', StreamSamples.fcos()), '--base', 'https://m.example/x', *from) == 0
    console.printed.toString() == StreamSamples.fcos().replace(replaced, 'https://m.example/x/')

    where:
    from                           | replaced
    ['--from', StreamSamples.FCOS] | StreamSamples.FCOS
    []                             | StreamSamples.FCOS
  }

  def "diff tells what differs by architecture, platform, format and kind"() {
    given:
    def a = StreamSamples.rhcos()
    def b = a.replaceFirst(/"sha256": "[0-9a-f]{64}"/, '"sha256": "' + 'a' * 64 + '"')

    expect:
    run('diff', file('a', a), file('b', a)) == 0
    run('diff', file('a', a), file('b', b)) == 1
    console.printed.toString() ==~ /aarch64\/aws\/vmdk.gz\/disk: sha256: [0-9a-f]{64} -> a{64}\n/
  }

  def "diff of two products tells what only one has"() {
    expect:
    run('diff', file('a', StreamSamples.rhcos()), file('b', StreamSamples.fcos())) == 1
    console.printed.toString().contains('x86_64/aws/vmdk.gz/disk: artifact: there -> -\n')
  }

  def "without a command it says which there are"() {
    expect:
    run() == 2
    console.complaints.toString().contains('mirror')
  }

  private int run(String... arguments) {
    new StreamsCommand().run(arguments.toList(), console)
  }

  private String file(String name, String content) {
    Files.writeString(folder.resolve(name), content).toString()
  }
}
