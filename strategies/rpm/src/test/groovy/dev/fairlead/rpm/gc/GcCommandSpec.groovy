package dev.fairlead.rpm.gc

import dev.fairlead.spi.Doubt
import dev.fairlead.spi.ObjectStores.Bucket
import dev.fairlead.tck.FakeConsole
import dev.fairlead.tck.FakeReply
import groovy.json.JsonSlurper
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.time.ZoneOffset
import java.time.format.DateTimeFormatter
import spock.lang.Specification
import spock.lang.TempDir

class GcCommandSpec extends Specification {
  static final REPO = 'https://mirror.example/updates/44'
  static final ODD = 'libstdc++-1.0~rc1^git-1.fc44.x86_64.rpm'
  @TempDir
  Path folder
  def console = new FakeConsole()
  def bucket = console.ports().objectStores().open(new Bucket('b', 'us-east-1', Optional.empty())).objects()
  def mirror = console.ports().upstreams().of(REPO)
  Path plan

  def setup() {
    plan = folder.resolve('plan.json')
    (1..5).each { store("cache/pub/f/a-${it}.rpm", 120) }
    store("cache/pub/l/$ODD", 120)
    store('cache/pub/f/young.rpm', 89)
    ['cache/oci/blobs/sha256/abcd', 'cache/pub/README', 'else/a-9.rpm'].each { store(it, 120) }
  }

  private void store(String key, int days) { bucket.put(key, 'x'.bytes, console.clock().now - Duration.ofDays(days)) }

  def "what lock files, repositories and reads need stays; of the rest, what is old goes"() {
    given:
    def lock = lock('rpms.lock.yaml', ['https://elsewhere.example/x/a-1.rpm?a=b', 'https://elsewhere.example/never-kept.rpm'], ['https://m.example/a-2.rpm'])
    repository(['Packages/l/libstdc%2B%2B-1.0~rc1^git-1.fc44.x86_64.rpm'])
    def log = log(line('REST.GET.OBJECT', 'cache/pub/f/a-3.rpm', 206, 10))

    expect:
    gc('plan', '--lock', lock, '--repo', REPO + '/', '--read-log', log, '--most-percent', '50') == 0
    reasons() == ['cache/pub/f/a-1.rpm'  : "pinned by $lock", 'cache/pub/f/a-2.rpm': "pinned by $lock",
                  'cache/pub/f/a-3.rpm'  : "pinned by a read at ${console.clock().now - Duration.ofDays(10)}",
                  'cache/pub/f/a-4.rpm'  : 'unreferenced', 'cache/pub/f/a-5.rpm': 'unreferenced',
                  'cache/pub/f/young.rpm': 'young', ("cache/pub/l/$ODD" as String): "pinned by $REPO/"]
    console.text() == "2 of 7 packages may go, 2 bytes; see $plan\n"
  }

  def "lock files are found in folders"() {
    given:
    Files.createDirectories(folder.resolve('repos/one/.konflux'))
    lock('repos/one/.konflux/rpms.lock.yaml', ['https://m.example/a-1.rpm'], [])
    lock('repos/rpms.lock.yaml', ['https://m.example/a-2.rpm', 'https://m.example/libstdc%2b%2b-1.0~rc1%5egit-1.fc44.x86_64.rpm'], [])

    expect:
    gc('plan', '--lock', folder.resolve('repos').toString(), '--most-percent', '90') == 0
    reasons().findAll { it.value.startsWith('pinned') }.keySet() ==
        ['cache/pub/f/a-1.rpm', 'cache/pub/f/a-2.rpm', "cache/pub/l/$ODD" as String] as Set
  }

  def "a plan is refused when #situation"() {
    given:
    lock('rpms.lock.yaml', urls, [])

    expect:
    gc('plan', '--lock', folder.resolve('rpms.lock.yaml').toString()) == 1
    said().contains(refusal)
    !new JsonSlurper().parse(plan.toFile()).refusals.empty

    where:
    situation            | urls                          | refusal
    'nothing is pinned'  | ['https://m.example/no.rpm']  | 'refused: no pin was read'
    'too much would go'  | ['https://m.example/a-1.rpm'] | 'refused: 5 of 7 keys would go, which is more than 20 %'
  }

  def "what can't be read stops the command: #what"() {
    given:
    repository(['a-1.rpm'])
    prepare(this)

    expect:
    gc('plan', '--repo', REPO, *options.collect { it.replace('DIR', folder.toString()) }) == 1
    said().startsWith('fairlead: ') && said().readLines().size() == 1
    said().contains(reason)
    !Files.exists(plan)

    where:
    what                     | options                     | reason                              | prepare
    'no lock file'           | ['--lock', 'DIR/no.yaml']   | "no.yaml' isn't there"              | { }
    'a folder without one'   | ['--lock', 'DIR']           | 'has no rpms.lock.yaml in it'       | { }
    'no YAML'                | ['--lock', 'DIR/l']         | "l' is no lock file: "              | { it.file('l', 'a: [') }
    'nothing'                | ['--lock', 'DIR/l']         | 'no lock file of lockfileVersion 1' | { it.file('l', '') }
    'a later version'        | ['--lock', 'DIR/l']         | 'no lock file of lockfileVersion 1' | { it.file('l', 'lockfileVersion: 2\narches: []') }
    'a package without URL'  | ['--lock', 'DIR/l']         | "l' is no lock file: "              | { it.file('l', 'lockfileVersion: 1\narches: [{arch: x, packages: [{name: a}]}]') }
    'no repository'          | ['--repo', REPO + '/no']    | 'no repodata/repomd.xml is there' | { }
    'a mirror that fails'    | []                          | "the repository $REPO: "            | { it.mirror.fails('/repodata/repomd.xml', Doubt.TIMEOUT) }
    'metadata cut short'     | []                          | 'no XML'                            | { it.primary('<metadata packages="1"><package>') }
    'fewer than announced'   | []                          | 'its metadata has 0 packages, not the 9 it says' | { it.primary('<metadata packages="9"/>') }
    'a page'                 | []                          | 'its metadata has 0 packages, not the  it says'  | { it.primary('<html/>') }
    'no log'                 | ['--read-log', 'DIR/log']   | "log' isn't there"                  | { }
    'no log of S3'           | ['--read-log', 'DIR/log']   | "is no access log of S3, see its line 1"     | { it.file('log', 'GET /a-1.rpm 200\n') }
    'a log without time'     | ['--read-log', 'DIR/log']   | 'is no access log of S3'            | { it.log(it.line('REST.GET.OBJECT', 'k', 200, 100).replaceFirst(/\[.*]/, '[now]')) }
    'a log that is too new'  | ['--read-log', 'DIR/log']   | "doesn't reach back"                | { it.file('log', it.line('REST.GET.OBJECT', 'k', 200, 89) + '\n') }
    'a log of another one'   | ['--read-log', 'DIR/log']   | "doesn't reach back"                | { it.file('log', it.line('REST.GET.OBJECT', 'k', 200, 99).replace(' b ', ' c ') + '\n') }
    'no age'                 | ['--unused', '0']           | '--unused must be at least 1 day'   | { }
  }

  def "a read is a #operation that was answered #status, #days days ago: #stays"() {
    given:
    repository(['a-1.rpm'])
    def log = log(line(operation, key, status, days))

    expect:
    gc('plan', '--repo', REPO, '--read-log', log, '--most-percent', '90') == 0
    reasons()["cache/pub/l/$ODD" as String].startsWith('pinned by a read') == stays

    where:
    operation          | status | days | key                                                          || stays
    'REST.GET.OBJECT'  | 200    | 1    | "cache/pub/l/$ODD"                                           || true
    'REST.HEAD.OBJECT' | 200    | 1    | 'cache/pub/l/libstdc%2B%2B-1.0~rc1%5Egit-1.fc44.x86_64.rpm'   || true
    'REST.GET.OBJECT'  | 206    | 1    | 'cache/pub/l/libstdc%252B%252B-1.0~rc1%255Egit-1.fc44.x86_64.rpm' || true
    'REST.GET.OBJECT'  | 403    | 1    | "cache/pub/l/$ODD"                                           || false
    'REST.GET.OBJECT'  | 200    | 91   | "cache/pub/l/$ODD"                                           || false
    'REST.COPY.OBJECT' | 200    | 1    | "cache/pub/l/$ODD"                                           || false
  }

  def "a plan is applied: printed, then deleted, and twice does no harm"() {
    given:
    repository(['a-1.rpm', 'a-2.rpm', 'a-3.rpm', ODD])
    def options = ['--repo', REPO, '--most-percent', '50'] as String[]
    assert gc('plan', *options) == 0
    def before = bucket.objects.keySet().toSet()

    when:
    assert gc('apply', plan.toString(), *options) == 0

    then:
    console.text().contains('would delete cache/pub/f/a-4.rpm\nwould delete cache/pub/f/a-5.rpm\n')
    bucket.objects.keySet().toSet() == before

    when:
    2.times { assert gc('apply', plan.toString(), '--delete', *options) == 0 }

    then:
    before - bucket.objects.keySet().toSet() == ['cache/pub/f/a-4.rpm', 'cache/pub/f/a-5.rpm'] as Set
  }

  def "a plan isn't applied when #situation"() {
    given:
    repository(['a-1.rpm', 'a-2.rpm', 'a-3.rpm', ODD])
    gc('plan', '--repo', REPO, '--most-percent', percent)
    change(this)
    def before = bucket.objects.keySet().toSet()

    expect:
    gc('apply', plan.toString(), '--delete', '--repo', REPO, '--most-percent', '90') == 1
    said().contains(refusal)
    bucket.objects.keySet().toSet() == before

    where:
    situation                     | percent | refusal                                       | change
    'it is old'                   | '50'    | 'make a new plan'                             | { it.console.clock().now += Duration.ofDays(8) }
    'a package is needed by now'  | '50'    | 'a-4.rpm is to be deleted, but now pinned by' | { it.repository(['a-1.rpm', 'a-4.rpm']) }
    'one was stored anew'         | '50'    | 'a-4.rpm is to be deleted, but now young'     | { it.store('cache/pub/f/a-4.rpm', 0) }
    'it was refused as a plan'    | '1'     | 'refused: 2 of 7 keys would go'               | { }
    'the metadata is gone'        | '50'    | 'no repodata/repomd.xml is there'             | { it.mirror.answers('/repodata/repomd.xml', FakeReply.status(404)) }
    'it is no plan'               | '50'    | 'is not a plan of gc plan'                    | { it.plan.toFile().text = '{}' }
  }

  private int gc(String what, String... more) {
    def out = what == 'plan' ? ['--out', plan.toString()] : []
    new RpmCommand().run(['gc', what, '--bucket', 'b'] + out + more.toList(), console)
  }

  private String said() { console.complaints.toString('UTF-8') }

  private Map<String, String> reasons() {
    new JsonSlurper().parse(plan.toFile()).keys.collectEntries { [it.key, it.reason] }
  }

  String file(String name, String content) { Files.writeString(folder.resolve(name), content).toString() }

  private String lock(String name, List<String> packages, List<String> sources) {
    def entries = { urls -> urls.collect { "\n  - url: $it\n    repoid: updates\n    size: 1\n    checksum: sha256:aa" }.join('') ?: ' []' }
    file(name, "---\nlockfileVersion: 1\nlockfileVendor: redhat\narches:\n- arch: x86_64\n  packages:${entries(packages)}\n  source:${entries(sources)}\n  module_metadata: []\n")
  }

  private void repository(List<String> locations) {
    primary("""<metadata xmlns="http://linux.duke.edu/metadata/common" packages="${locations.size()}">${
      locations.collect { """<package type="rpm"><location href="$it"/></package>""" }.join('')}</metadata>""")
  }

  private void primary(String xml) {
    mirror.answers('/repodata/repomd.xml', '<repomd><data type="primary"><location href="repodata/primary.xml"/></data></repomd>'.bytes)
    mirror.answers('/repodata/primary.xml', xml.bytes)
  }

  /** A log that reaches back far enough. */
  private String log(String last) { file('log', line('REST.PUT.OBJECT', 'k', 200, 100) + '\n' + last + '\n') }

  private String line(String operation, String key, int status, int days) {
    def time = DateTimeFormatter.ofPattern('dd/MMM/yyyy:HH:mm:ss Z', Locale.ENGLISH)
        .format((console.clock().now - Duration.ofDays(days)).atOffset(ZoneOffset.UTC))
    "79a59df900b949e55d96 b [$time] 192.0.2.3 arn:aws:iam::1:role/r 3E57427F3EXAMPLE $operation $key " +
        "\"GET /$key?X-Amz-Date=a HTTP/1.1\" $status - 113 113 7 5 \"-\" \"libdnf (Fedora \"44\")\" - x= SigV4 - QueryString - TLSv1.3 - -"
  }
}
