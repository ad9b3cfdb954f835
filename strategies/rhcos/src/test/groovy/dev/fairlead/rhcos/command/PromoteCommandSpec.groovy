package dev.fairlead.rhcos.command

import dev.fairlead.rhcos.stream.StreamDocument
import dev.fairlead.rhcos.stream.StreamSamples
import dev.fairlead.spi.ObjectStores.Bucket
import dev.fairlead.tck.FakeConsole
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class PromoteCommandSpec extends Specification {
  static final String SOURCE = StreamSamples.RHCOS + 'prod/streams/rhel-10.2/builds/'
  @TempDir
  Path folder
  def console = new FakeConsole()
  def bucket = console.ports().objectStores().open(new Bucket('b', 'us-east-1', Optional.empty())).objects()
  def urls = StreamDocument.parse(StreamSamples.rhcos()).artifacts()*.location()*.url()

  def setup() {
    urls.each { bucket.put('pre-release/' + it.substring(SOURCE.length()), it.bytes) }
    bucket.calls.clear()
  }

  def "a release is copies under new names, with new sums, and its document comes last"() {
    expect:
    promote() == 0
    bucket.calls.last() == 'publish rhcos/4.22.json'
    urls.every { bucket.objects['4.22/' + renamed(it)].content == it.bytes }
    StreamDocument.parse(new String(bucket.objects['rhcos/4.22.json'].content)).artifacts()*.location()*.url() ==
        urls.collect { 'https://mirror.example/4.22/' + renamed(it) }
    def sums = new String(bucket.objects['4.22/4.22.0/x86_64/sha256sum.txt'].content).readLines()
    sums.size() == 15
    sums.contains(StreamSamples.sha(urls.find { it.contains('-metal.x86_64') }) + '  rhcos-4.22.0-metal.x86_64.raw.gz')
  }

  def "nothing is promoted unless all of it is there"() {
    given:
    bucket.objects.remove('pre-release/10.2.20260217-0/x86_64/rhcos-10.2.20260217-0-metal.x86_64.raw.gz')

    expect:
    promote() == 1
    new String(console.complaints.toByteArray()).contains('-metal.x86_64.raw.gz is not in the bucket; nothing was promoted')
    bucket.calls.every { it.startsWith('describe ') }
  }

  def "a copy that fails leaves the older document"() {
    given:
    bucket.before = { operation, key -> if (operation == 'copy' && key.contains('s390x')) throw new IOException('slow down') }

    expect:
    promote() == 1
    new String(console.complaints.toByteArray()) == 'fairlead: slow down\n'
    !bucket.objects.containsKey('rhcos/4.22.json')
  }

  private int promote() {
    new StreamsCommand().run(['promote', Files.writeString(folder.resolve('doc.json'), StreamSamples.rhcos()).toString(),
        '--store', 's3://b/pre-release', '--from', SOURCE, '--to', 's3://b/4.22', '--base', 'https://mirror.example/4.22/',
        '--rename', '10.2.20260217-0=4.22.0', '--rename', '10.2.20260212-0=4.22.0', '--document', 'rhcos/4.22.json'], console)
  }

  private static String renamed(String url) {
    url.substring(SOURCE.length()).replace('10.2.20260217-0', '4.22.0').replace('10.2.20260212-0', '4.22.0')
  }
}
