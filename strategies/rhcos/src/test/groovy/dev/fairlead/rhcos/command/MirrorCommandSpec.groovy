package dev.fairlead.rhcos.command

import dev.fairlead.spi.ObjectStores.Bucket
import dev.fairlead.testbed.Fault
import dev.fairlead.testbed.Reply
import groovy.json.JsonSlurper
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

class MirrorCommandSpec extends Specification {
  @TempDir
  Path folder
  @AutoCleanup
  MirrorSite site = new MirrorSite()
  Path document
  Path mirror
  TestConsole console

  def setup() {
    document = Files.writeString(folder.resolve('doc.json'), site.document)
    mirror = folder.resolve('mirror')
  }

  def "a mirror holds all files, checksums and ids, and the document that names them"() {
    expect:
    mirror('--quiet') == 0
    complete()
    console.printed.toString() == "128 new, 0 present, 0 changed; ${site.files.values()*.length.sum()} bytes fetched; 0 problems\n"
    mirror.resolve('10.2.1/x86_64/rhcos-id.txt').toFile().text == '10.2.1\n'
    mirror.resolve('10.2.1/x86_64/sha256sum.txt').toFile().readLines().size() == 16
    mirror.resolve('10.2.1/x86_64/sha256sum.txt').toFile().readLines().every { it ==~ /[0-9a-f]{64}  rhcos-10.2.1-p\d+.x86_64\..*/ }
  }

  def "a rerun asks for nothing, and a file that was damaged or lost for nothing else"() {
    given:
    mirror()
    def before = site.bytesSent()
    def damaged = mirror.resolve('10.2.1/x86_64/rhcos-10.2.1-p3.x86_64.iso')

    when:
    assert mirror() == 0

    then:
    site.bytesSent() == before

    when:
    Files.write(damaged, Files.readAllBytes(damaged).tap { it[5]++ })
    Files.delete(mirror.resolve('10.2.1/s390x/rhcos-10.2.1-p5.s390x.iso'))
    assert mirror() == 0

    then:
    complete()
    site.bytesSent() == before + 80_000
  }

  def "ten kinds of failure are named or overcome, and the run after them completes the mirror"() {
    given: 'faults that stay'
    def at = { int i -> '/art/storage/' + site.path('x86_64', i) }
    site.upstream.fail(at(0), new Fault.Status(403, 'AccessDenied'))
    site.upstream.fail(at(1), new Fault.Status(404, 'NoSuchKey'))
    site.upstream.fail(at(2), new Fault.Status(503, 'SlowDown'))
    site.upstream.fail(at(3), new Fault.Reset())
    site.upstream.fail(at(4), new Fault.Truncate(20_000))
    site.upstream.serve(at(5), Reply.of('<html>log in</html>'.bytes).with('Content-Type', 'text/html; charset=utf-8'))
    site.upstream.serve(at(6), 'another file'.bytes)
    site.upstream.serve(at(7), Reply.status(302).with('Location', at(7)))
    site.upstream.fail(at(8) + '.sig', new Fault.Status(404, 'NoSuchKey'))
    int asked = 0
    site.upstream.serve(at(9)) { asked++ < 2 ? Reply.status(429) : Reply.of(site.files[site.path('x86_64', 9)]) }

    when:
    def code = mirror()
    def report = console.printed.toString()

    then:
    code == 1
    report.contains('p0/raw.gz/disk: not-fetched: ' + site.base + site.path('x86_64', 0) + ' answers 403')
    report.contains('p1.x86_64.iso answers 404')
    report.contains('p2.x86_64.raw.gz answers 503')
    report.contains('p3.x86_64.iso gave no answer (network)')
    !report.contains('p4') // each attempt went on where the one before broke off
    report.contains('p5.x86_64.iso answers 200 with a web page (text/html)')
    report.contains('p6.x86_64.raw.gz sha256 is ' + MirrorSite.sha('another file'.bytes) + ', not ')
    report.contains('p7.x86_64.iso redirects more than 5 times')
    report.contains('p8.x86_64.raw.gz.sig answers 404')
    report.contains('8 problems')
    !Files.exists(mirror.resolve('rhel-10.2.json'))

    when:
    site.upstream.healAll()
    (0..9).each { site.heal(site.path('x86_64', it)) }
    def before = site.bytesSent()
    assert mirror() == 0

    then:
    complete()
    site.bytesSent() - before < 8 * 41_000
  }

  def "killed at any moment, a rerun goes on where it ended"() {
    given:
    def big = new MirrorSite(400_000)
    Files.writeString(document, big.document)
    big.upstream.fail(new Fault.SlowDrip(40_000, java.time.Duration.ofMillis(2)))

    when:
    def java = ProcessHandle.current().info().command().get()
    def child = new ProcessBuilder([java, '-cp', System.getProperty('java.class.path'), TestConsole.name] + arguments(mirror.toString(), big.base + 'builds/')).start()
    while (big.bytesSent() < 8_000_000 && child.alive) {
      Thread.sleep(5)
    }
    child.destroyForcibly().waitFor(10, TimeUnit.SECONDS)
    def visible = files()
    def before = big.bytesSent()

    then:
    !Files.exists(mirror.resolve('rhel-10.2.json'))
    visible.every { name, content -> content == big.files['builds/' + name] }

    when:
    big.upstream.healAll()
    console = new TestConsole()
    assert new StreamsCommand().run(arguments(mirror.toString(), big.base + 'builds/'), console) == 0

    then:
    complete(big)
    def all = big.files.values()*.length.sum() as long
    big.bytesSent() - before < all - visible.values()*.length.sum() + 400_000

    cleanup:
    big?.close()
  }

  def "what the disk refuses is named, and leaves no half file under its name"() {
    given:
    Files.createDirectories(mirror.resolve('10.2.1'))
    Files.writeString(mirror.resolve('10.2.1/x86_64'), 'in the way')

    expect:
    mirror() == 1
    console.printed.toString().contains('not-stored: 10.2.1/x86_64/rhcos')
    !Files.exists(mirror.resolve('rhel-10.2.json'))
  }

  def "what is not asked for stays upstream, or goes"() {
    expect:
    mirror('--arch', 'x86_64', '--platform', 'p1,p2', '--absent', absent) == 0
    mirror.resolve('rhel-10.2.json').toFile().text.count(site.base) == upstream
    mirror.resolve('rhel-10.2.json').toFile().text.count('https://mirror.example/m/') == 4

    where:
    absent  | upstream
    'leave' | 124
    'drop'  | 0
  }

  def "a bucket is a mirror too"() {
    when:
    console = new TestConsole()
    assert new StreamsCommand().run(arguments('s3://b/pub/rhcos'), console) == 0
    def objects = console.ports.stores.of('b').objects().objects

    then:
    site.files.every { name, content -> objects['pub/rhcos/' + (name - 'builds/')].content == content }
    objects.size() == 128 + 8 + 1
  }

  def "a report for programs says the same"() {
    given:
    site.upstream.fail('/art/storage/' + site.path('x86_64', 1), new Fault.Status(404, 'NoSuchKey'))

    when:
    assert mirror('--json') == 1
    def report = new JsonSlurper().parseText(console.printed.toString())

    then:
    report.new == 128
    report.present == 0
    report.bytes > 0
    report.problems*.rule == ['not-fetched']
    report.problems[0].where.contains('x86_64/p1')
  }

  def "a document may be at a URL; #what is named"() {
    given:
    site.upstream.serve('/doc.json', reply)

    when:
    console = new TestConsole()
    def code = new StreamsCommand().run(['mirror', site.upstream.endpoint().toString() + '/doc.json'] + arguments().drop(2), console)

    then:
    code == expected
    (console.printed.toString() + console.complaints).contains(told)

    where:
    what             | reply                              || expected | told
    'a missing one'  | Reply.status(404)                  || 2        | 'doc.json answers 404'
    'a web page'     | Reply.of('<html>'.bytes)           || 1        | 'doc.json'
  }

  def "a bucket that takes no document is named"() {
    given:
    console = new TestConsole()
    console.ports.stores.open(new Bucket('b', 'us-east-1', Optional.empty()))
    console.ports.stores.of('b').objects().before = { operation, key ->
      if (key.endsWith('.json')) {
        throw new IOException("b/$key: no right to write; s3:PutObject is missing")
      }
    }

    expect:
    new StreamsCommand().run(arguments('s3://b/pub'), console) == 1
    console.printed.toString().contains('not-stored')
    console.printed.toString().contains('s3:PutObject is missing')
  }

  private int mirror(String... more) {
    console = new TestConsole()
    new StreamsCommand().run(arguments() + more.toList(), console)
  }

  private List<String> arguments(String to = mirror.toString(), String from = site.base + 'builds/') {
    ['mirror', document.toString(), '--to', to, '--base', 'https://mirror.example/m/', '--from', from, '--allow-http',
     '--attempts', '4', '--retry-delay-ms', '20']
  }

  private Map<String, byte[]> files() {
    Files.exists(mirror) ? Files.walk(mirror).filter { Files.isRegularFile(it) && !it.toString().contains('.fairlead') && !it.fileName.toString().endsWith('.txt') }
        .toList().collectEntries { [mirror.relativize(it).toString(), Files.readAllBytes(it)] } : [:]
  }

  private void complete(MirrorSite of = site) {
    of.files.each { name, content -> assert mirror.resolve(name - 'builds/').toFile().bytes == content }
    assert mirror.resolve('rhel-10.2.json').toFile().text == of.document.replace(of.base + 'builds/', 'https://mirror.example/m/')
  }
}
