package dev.fairlead.rhcos.command

import dev.fairlead.rhcos.stream.StreamSamples
import dev.fairlead.spi.ObjectStores.Bucket
import dev.fairlead.tck.FakeConsole
import groovy.json.JsonSlurper
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import org.eclipse.jgit.api.Git
import spock.lang.Specification
import spock.lang.TempDir

class GcCommandSpec extends Specification {
  @TempDir
  Path folder
  def console = new FakeConsole()
  def bucket = console.ports().objectStores().open(new Bucket('b', 'us-east-1', Optional.empty())).objects()
  Path plan
  Path document

  def setup() {
    plan = folder.resolve('plan.json')
    document = Files.writeString(folder.resolve('doc.json'), doc('1'))
    ['1', '2', '3', '4', '5'].each { build ->
      bucket.put("art/builds/$build/f.iso".toString(), 'x'.bytes, console.clock().now - Duration.ofDays(90))
      bucket.put("art/builds/$build/f.iso.sig".toString(), 'x'.bytes, console.clock().now - Duration.ofDays(90))
    }
    bucket.put('art/builds/6/f.iso', 'x'.bytes, console.clock().now - Duration.ofDays(2))
    bucket.put('art/rhcos.json', 'x'.bytes, console.clock().now - Duration.ofDays(90))
  }

  def "pins come from documents, git histories, tags, aliases and a list"() {
    given:
    def builds = file('builds.json', '{"schema-version": "1.0.0", "builds": [], "tags": [{"name": "ga", "target": "3"}]}')
    def keep = file('keep', '# by hand\nart/builds/4/f.iso\n')

    expect:
    gc('plan', '--pin', document.toString(), '--pin-git', history('release-*'), '--pin-builds', builds, '--keep', keep) == 0
    reasons() == ['art/builds/1/f.iso': "pinned by $document", 'art/builds/2/f.iso': 'pinned by data/rhcos.json at …',
                  'art/builds/3/f.iso': 'pinned by tag ga', 'art/builds/4/f.iso': "pinned by $keep",
                  'art/builds/5/f.iso': 'unreferenced', 'art/builds/6/f.iso': 'young', 'art/rhcos.json': 'kept always']
    console.text() == "2 of 12 keys may go, 2 bytes; see $plan\n"
  }

  def "an alias pins what it leads to"() {
    expect:
    gc('plan', '--pin', document.toString(), '--pin-prefix', 'art/builds/2/', '--most-percent', '90') == 0
    reasons()['art/builds/2/f.iso'] == 'pinned by alias art/builds/2/'
  }

  def "a plan is refused when #situation"() {
    expect:
    gc('plan', *pins.collect { it.replace('DIR', folder.toString()) }) == 1
    new String(console.complaints.toByteArray()).contains(refusal)

    where:
    situation                     | pins                                         | refusal
    'no pins were read'           | []                                           | 'no pin was read'
    'a document was not read'     | ['--pin', 'DIR/doc.json', '--pin', 'DIR/no'] | "a source of pins failed: "
    'a history was not read'      | ['--pin', 'DIR/doc.json', '--pin-git', 'DIR:x:y'] | 'a source of pins failed: '
    'too much would go'           | ['--pin', 'DIR/doc.json']                    | '8 of 12 keys would go'
    'what is tagged is not there' | ['--pin', 'DIR/doc.json', '--pin-prefix', 'art/builds/9/'] | 'alias art/builds/9/: nothing is under it'
  }

  def "a pin that is missing refuses, unless it is known to be gone"() {
    given:
    bucket.objects.remove('art/builds/1/f.iso.sig')
    def gone = file('gone', 'art/builds/1/f.iso.sig\n')

    expect:
    gc('plan', '--pin', document.toString(), '--most-percent', '90') == 1
    gc('plan', '--pin', document.toString(), '--most-percent', '90', '--gone', gone) == 0
  }

  def "a plan is applied after it has waited, leaving tombstones"() {
    given:
    def pins = ['--pin', document.toString(), '--most-percent', '90'] as String[]
    gc('plan', *pins)

    expect: 'not yet'
    gc('apply', plan.toString(), *pins) == 1

    when: 'a dry run'
    console.clock().now += Duration.ofDays(8)
    assert gc('apply', plan.toString(), *pins) == 0

    then:
    bucket.objects.size() == 12

    when:
    assert gc('apply', plan.toString(), '--delete', *pins) == 0

    then:
    bucket.objects.keySet().findAll { !it.contains('tombstones') } ==
        ['art/builds/1/f.iso', 'art/builds/1/f.iso.sig', 'art/builds/6/f.iso', 'art/rhcos.json'] as Set
    new String(bucket.objects.find { it.key.contains('tombstones') }.value.content).readLines().size() == 8
  }

  def "a plan is refused when what it marked is pinned by now"() {
    given:
    gc('plan', '--pin', document.toString(), '--most-percent', '90')
    console.clock().now += Duration.ofDays(8)

    expect:
    gc('apply', plan.toString(), '--delete', '--pin', file('new.json', doc('5')), '--pin', document.toString(), '--most-percent', '90') == 1
    new String(console.complaints.toByteArray()).contains('refused: art/builds/5/f.iso is to be deleted, but now pinned by')
    bucket.objects.size() == 12
  }

  private int gc(String what, String... more) {
    def out = what == 'plan' ? ['--out', plan.toString()] : []
    new StreamsCommand().run(['gc', what, '--store', 's3://b/art', '--from', 'https://m.example/'] + out + more.toList(), console)
  }

  private Map<String, String> reasons() {
    new JsonSlurper().parse(plan.toFile()).keys.findAll { !it.key.endsWith('.sig') }
        .collectEntries { [it.key, it.reason.replaceFirst(/at [0-9a-f]{12}/, 'at …')] }
  }

  private String file(String name, String content) { Files.writeString(folder.resolve(name), content).toString() }

  /** Only an older commit of a release names build 2. */
  private String history(String branches) {
    def repository = folder.resolve('installer')
    Git.init().setDirectory(repository.toFile()).setInitialBranch('release-4.22').call().withCloseable { git ->
      Files.createDirectories(repository.resolve('data'))
      ['2', '1'].each {
        Files.writeString(repository.resolve('data/rhcos.json'), doc(it))
        git.add().addFilepattern('data').call()
        git.commit().setSign(false).setAuthor('a', 'a@example').setCommitter('a', 'a@example').setMessage(it).call()
      }
    }
    "$repository:$branches:data/rhcos.json"
  }

  private static String doc(String build) {
    def url = "https://m.example/builds/$build/f.iso"
    """{"stream": "s", "architectures": {"x86_64": {"artifacts": {"metal": {"release": "$build", "formats": {"iso": {"disk":
      {"location": "$url", "signature": "${url}.sig", "sha256": "${StreamSamples.sha(build)}"}}}}}}}}"""
  }
}
