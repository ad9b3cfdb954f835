package dev.fairlead.rhcos.stream

import static dev.fairlead.rhcos.stream.Rewriter.Absent.DROP
import static dev.fairlead.rhcos.stream.Rewriter.Absent.LEAVE

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification

class RewriterSpec extends Specification {
  static final MIRROR = 'https://mirror.example/rhcos/'

  def "#shape goes to a mirror's base and back without a byte of difference"() {
    given:
    def there = rewrite(source, [prefixOf(source)], MIRROR)

    expect:
    there != source
    StreamDocument.parse(there).artifacts()*.location()*.url().every { it.startsWith(MIRROR) }
    rewrite(there, [MIRROR], prefixOf(source)) == source

    where:
    shape << StreamSamples.all().keySet()
    source = StreamSamples.all()[shape]
  }

  @Requires(value = { env.FAIRLEAD_STREAM_DOCS }, reason = 'FAIRLEAD_STREAM_DOCS names no folder of real documents')
  def "real documents go to a mirror's base and back without a byte of difference"() {
    expect:
    Files.list(Path.of(System.getenv('FAIRLEAD_STREAM_DOCS'))).toList().each {
      def source = Files.readString(it)
      def there = rewrite(source, [prefixOf(source)], MIRROR)
      assert there != source
      assert rewrite(there, [MIRROR], prefixOf(source)) == source
    }
  }

  def "nothing but the beginning of locations and signatures changes"() {
    given:
    def source = StreamSamples.fcos()

    expect:
    rewrite(source, [StreamSamples.FCOS], MIRROR) == source.replace(StreamSamples.FCOS, MIRROR)
  }

  def "what the mirror doesn't have stays upstream"() {
    given:
    def document = StreamDocument.parse(StreamSamples.fcos())
    def there = new Rewriter([StreamSamples.FCOS], MIRROR, LEAVE).rewrite(document) { it.contains('-metal.x86_64') && !it.endsWith('.sig') }

    expect:
    StreamDocument.parse(there).artifacts().findAll { it.location().url().startsWith(MIRROR) }*.place()*.toString() ==
        ['stable x86_64/metal/raw.xz/disk']
    StreamDocument.parse(there).artifacts().every { it.signature().get().url().startsWith(StreamSamples.FCOS) }
  }

  def "or is dropped, and with its last one a format and a platform: #shape, #kept"() {
    given:
    def document = StreamDocument.parse(source)
    def there = new Rewriter([prefixOf(source)], MIRROR, DROP).rewrite(document) { url -> kept.any { url.contains(it) } }
    def result = StreamDocument.parse(there)

    expect:
    result.artifacts()*.location()*.url().every { url -> kept.any { url.contains(it) } }
    result.artifacts()*.place() == document.artifacts().findAll { a -> kept.any { a.location().url().contains(it) } }*.place()
    result.problems() == []

    where:
    [shape, kept] << [StreamSamples.all().keySet(), [['-metal', '-live-kernel'], ['-aws.', '-qemu.'], ['x86_64']]]
        .combinations().findAll { s, k -> !(s == 'legacy' && k == ['x86_64']) }
    source = StreamSamples.all()[shape]
  }

  def "a legacy document's base changes for all of its images or for none"() {
    given:
    def source = StreamSamples.legacy()
    def document = StreamDocument.parse(source)

    expect:
    new Rewriter([StreamSamples.RHCOS], MIRROR, LEAVE).rewrite(document) { it.contains('metal') } == source
  }

  private static String rewrite(String source, List<String> from, String base) {
    new Rewriter(from, base, LEAVE).rewrite(StreamDocument.parse(source)) { true }
  }

  static String prefixOf(String source) {
    def url = StreamDocument.parse(source).artifacts().first().location().url()
    url.startsWith(StreamSamples.FCOS) ? StreamSamples.FCOS : url.startsWith(StreamSamples.RHCOS) ? StreamSamples.RHCOS
        : url.substring(0, url.indexOf('/', 8) + 1)
  }
}
