package dev.fairlead.rhcos.command

import dev.fairlead.rhcos.stream.StreamSamples
import dev.fairlead.testbed.Fault
import dev.fairlead.testbed.Reply
import groovy.json.JsonOutput
import groovy.json.JsonSlurper
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

class ValidateCommandSpec extends Specification {
  static final String BASE = StreamSamples.RHCOS
  @TempDir
  Path folder
  @AutoCleanup
  MirrorSite site = new MirrorSite(2000)
  def console = new TestConsole()

  def "a document that is fine is valid: #source"() {
    expect:
    validate(StreamSamples.all()[source], '--offline') == 0
    console.printed.toString().endsWith(' artifacts, no problem\n')

    where:
    source << ['fcos', 'rhcos', 'rhcos 4.8', 'legacy', 'ConfigMap of YAML', 'odd']
  }

  def "a fault in a document is found by name: #rule"() {
    given:
    def tree = new JsonSlurper().parseText(StreamSamples.rhcos())
    def platform = tree.architectures.x86_64.artifacts.aws
    def disk = platform.formats['vmdk.gz'].disk

    when:
    plant.call(disk, platform, tree)

    then:
    validate(JsonOutput.toJson(tree), '--offline', '--json', '--prefix', BASE, '--require', 'aws,metal') == 1
    rules() == [rule] as Set

    where:
    rule                            | plant
    'missing-sha256'                | { d, p, t -> d.remove('sha256') }
    'malformed-sha256'              | { d, p, t -> d.sha256 = d.sha256.toUpperCase() }
    'malformed-uncompressed-sha256' | { d, p, t -> d['uncompressed-sha256'] = 'abc' }
    'missing-location'              | { d, p, t -> p.formats.other = [disk: [sha256: 'a' * 64]] }
    'wrong-type'                    | { d, p, t -> p.release = 5 }
    'malformed-url'                 | { d, p, t -> d.location = d.location.replace('/x86_64/', '/x86_64/../x86_64/') }
    'outside-prefix'                | { d, p, t -> d.location = d.location.replace('/art/storage/', '/other/') }
    'duplicate-name'                | { d, p, t -> p.formats.other = [disk: d + [sha256: 'a' * 64]] }
    'other-release'                 | { d, p, t -> p.release = '10.2.20990101-0' }
    'missing-platform'              | { d, p, t -> t.architectures.x86_64.artifacts.remove('aws') }
    'no-artifacts'                  | { d, p, t -> t.architectures = [:] }
  }

  def "so are a URL without TLS and one of the inside"() {
    expect:
    validate(StreamSamples.rhcos().replaceFirst('https://rhcos.mirror.openshift.com', url), '--offline', '--json') == 1
    rules() == [rule] as Set

    where:
    url                                         | rule
    'http://rhcos.mirror.openshift.com'         | 'not-https'
    'https://releases-art-rhcos.svc.ci.openshift.org' | 'internal-host'
  }

  def "a fault of the mirror is found by name: #rule"() {
    given:
    def path = '/art/storage/' + site.path('x86_64', i)
    plant.call(site.upstream, path)

    expect:
    validate(site.document, '--json', '--allow-http', '--deep') == code
    rules() == [rule] as Set

    where:
    rule              | i | code | plant
    'missing'         | 0 | 1    | { u, p -> u.fail(p, new Fault.Status(403, 'AccessDenied')) }
    'missing'         | 1 | 1    | { u, p -> u.fail(p + '.sig', new Fault.Status(404, 'NoSuchKey')) }
    'could-not-check' | 0 | 2    | { u, p -> u.fail(p, new Fault.Status(503, 'SlowDown')) }
    'could-not-check' | 0 | 2    | { u, p -> u.fail(p, new Fault.Reset()) }
    'wrong-sha256'    | 0 | 1    | { u, p -> u.serve(p, 'other'.bytes) }
    'short-body'      | 0 | 1    | { u, p -> u.fail(p, new Fault.Truncate(100)) }
    'not-served'      | 0 | 1    | { u, p -> u.serve(p, Reply.status(302).with('Location', p)) }
  }

  def "bytes of the right digest may still unpack to others, be no image or allow no ranges: #rule"() {
    given:
    def path = '/art/storage/' + site.path('x86_64', i)
    site.upstream.serve(path, Reply.of(site.files[site.path('x86_64', i)]).with(fields))
    def source = i == 0 ? site.document.replaceFirst(/(x86_64.raw.gz",\s+"signature[^}]*"uncompressed-sha256": ")[0-9a-f]{64}/) { m -> m[1] + 'b' * 64 } : site.document

    expect:
    validate(source, '--json', '--allow-http', '--deep') == 1
    rules() == [rule] as Set

    where:
    rule                        | i | fields
    'wrong-uncompressed-sha256' | 0 | [:]
    'web-page'                  | 1 | ['Content-Type': 'text/html', 'Accept-Ranges': 'bytes']
    'no-ranges'                 | 1 | ['Accept-Ranges': 'none']
  }

  def "a report goes to CI as JUnit"() {
    given:
    def junit = folder.resolve('junit.xml')

    expect:
    validate(StreamSamples.rhcos(), '--offline', '--require', 'vultr', '--junit', junit.toString()) == 1
    junit.toFile().text.count('<failure type="missing-platform"') == 4
    console.printed.toString().contains('x86_64: missing-platform: has no artifact of platform vultr\n')
  }

  def "what is no document, or isn't there, is told in one line: #message"() {
    given:
    Files.writeString(folder.resolve('page.json'), '<html>')

    expect:
    new StreamsCommand().run(['validate', name.replace('DIR', folder.toString()), '--allow-http'], console) == code
    console.complaints.toString().contains(message)
    console.complaints.toString().lines().count() == 1

    where:
    name              | code | message
    'DIR/page.json'   | 1    | 'page.json: not JSON'
    'DIR/absent.json' | 2    | "absent.json' can't be read"
    'http://127.0.0.1:9/x.json' | 2 | 'http://127.0.0.1:9/x.json gave no answer (network)'
  }

  private int validate(String source, String... more) {
    new StreamsCommand().run(['validate', Files.writeString(folder.resolve('doc.json'), source).toString()] + more.toList(), console)
  }

  private Set<String> rules() {
    new JsonSlurper().parseText(console.printed.toString()).problems*.rule as Set
  }
}
