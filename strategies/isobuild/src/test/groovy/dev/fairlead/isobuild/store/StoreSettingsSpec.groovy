package dev.fairlead.isobuild.store

import static dev.fairlead.isobuild.store.ImageType.*

import dev.fairlead.spi.ConfigurationException
import dev.fairlead.spi.Settings
import dev.fairlead.spi.Upstreams.Reach
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir

class StoreSettingsSpec extends Specification {
  @TempDir Path folder

  static StoreSettings read(Map<String, ?> settings) {
    StoreSettings.read(Settings.of('s', ['data-dir': '/data', images: [StoreFixture.entry()]] + settings))
  }

  static ImageEntries entries(List<Map<String, String>> entries) {
    new ImageEntries(read(images: entries.collect { StoreFixture.entry(it) }).entries())
  }

  def "what isn't set has its default"() {
    expect:
    with(read([:])) {
      dataDir() == Path.of('/data')
      baseUrl().empty
      parallel() == 2
      !onDemand()
      diskBudget() == Long.MAX_VALUE
      download() == new DownloadSettings(new Reach(Optional.empty(), false, Optional.of(Duration.ofSeconds(30))), [:], [:], [] as Set)
    }
  }

  def "#settings stops the start: #message"() {
    when:
    read(settings)

    then:
    def e = thrown(ConfigurationException)
    e.message == "s.$message"

    where:
    settings                                                                  || message
    [images: []]                                                              || 'images: is missing or empty; list at least one image'
    [images: [StoreFixture.entry() - [url: StoreFixture.entry().url]]]        || 'images[0].url: is missing'
    [images: [StoreFixture.entry().findAll { it.key != 'openshift_version' }]] || 'images[0].openshift_version: is missing'
    [images: [StoreFixture.entry().findAll { it.key != 'cpu_architecture' }]] || 'images[0].cpu_architecture: is missing'
    [images: [StoreFixture.entry(), StoreFixture.entry().findAll { it.key != 'version' }]] || 'images[1].version: is missing'
    [images: [StoreFixture.entry(openshift_version: 'latest')]]               || "images[0].openshift_version: 'latest' is not a version like 4.18.0"
    [images: [StoreFixture.entry(version: '../x')]]                           || "images[0].version: '../x' is not a name of letters and digits"
    [images: [StoreFixture.entry(cpu_architecture: 'a-b')]]                   || "images[0].cpu_architecture: 'a-b' is not a name of letters and digits"
    [images: [StoreFixture.entry(type: 'full')]]                              || "images[0].type: unknown 'full'; known are [full-iso, disconnected-iso]"
    [images: [StoreFixture.entry(url: 'ftp://h/x?token=s3cret')]]             || 'images[0].url: is not a URL such as https://mirror.example/rhcos.iso'
    [images: [StoreFixture.entry(url: 'http://h/a b')]]                       || 'images[0].url: is not a URL such as https://mirror.example/rhcos.iso'
    [images: [StoreFixture.entry(sha256: 'abc')]]                             || 'images[0].sha256: is not 64 hexadecimal digits'
    ['base-url': 'https://h/$x']                                              || 'base-url: holds a character that GRUB would take amiss'
    ['base-url': 'h']                                                         || "base-url: 'h' is not a URL such as https://cdn.example"
    ['parallel-downloads': 0]                                                 || 'parallel-downloads: 0 is not within 1 to 100'
    [download: ['redirect-hosts': ['cdn.example']]]                           || "download.redirect-hosts: 'cdn.example' is not like https://cdn.example"
    [download: [headers: ['a b': 'x']]]                                       || "download.headers: 'a b' is no header field"
    [download: [headers: [a: 'x\ny']]]                                        || "download.headers: 'a' is no header field"
  }

  def "of several entries for one image the highest OpenShift version counts, but types stay apart"() {
    given:
    def all = entries([[openshift_version: '4.9'], [openshift_version: '4.18.0'], [openshift_version: '4.18.0-rc.1'], [openshift_version: '4.2', type: 'disconnected-iso']])

    expect:
    all.images()*.openshiftVersion() == ['4.18.0', '4.2']
    all.find('4.9', 'x86_64', FULL).get().isSameImage(all.images()[0])
  }

  def "#version on #arch as #type is #found (defect 15)"() {
    given:
    def all = entries([
        [openshift_version: '4.18', version: 'one'], [openshift_version: '4.18', version: 'two'],
        [openshift_version: '4.18', version: 'ove', type: 'disconnected-iso'], [openshift_version: '4.19', version: '4.18'],
        [openshift_version: '4.20', version: 'arm', cpu_architecture: 'arm64'], [openshift_version: '4.21', version: 'only', type: 'disconnected-iso']])

    expect:
    all.find(version, arch, type).map { it.version() }.orElse(null) == found

    where:
    version | arch      | type         || found
    'one'   | 'x86_64'  | FULL         || 'one'
    'two'   | 'x86_64'  | MINIMAL      || 'two'
    '4.18'  | 'x86_64'  | FULL         || '4.18'
    '4.18'  | 'x86_64'  | DISCONNECTED || 'ove'
    'ove'   | 'x86_64'  | FULL         || null
    '4.21'  | 'x86_64'  | FULL         || null
    '4.21'  | 'x86_64'  | MINIMAL      || null
    '4.21'  | 'x86_64'  | DISCONNECTED || 'only'
    '4.20'  | 'x86_64'  | FULL         || null
    '4.20'  | 'arm64'   | FULL         || 'arm'
    '4.20'  | 'aarch64' | FULL         || null
    '5'     | 'x86_64'  | FULL         || null
  }

  def "#low goes before #high"() {
    given:
    def (one, two) = [low, high].collect { OpenshiftVersion.parse(it).get() }

    expect:
    Integer.signum(one <=> two) == order
    Integer.signum(two <=> one) == -order

    where:
    low           | high          || order
    '4.18.0-ec.0' | '4.18.0-rc.1' || -1
    '4.18.0-rc.1' | '4.18'        || -1
    '4.18'        | '4.18.0'      || 0
    '4.18'        | '4.18.1'      || -1
    '4.9'         | '4.18'        || -1
    '4.18-rc.2'   | '4.18-rc.10'  || -1
    '4.18-1'      | '4.18-rc'     || -1
    '4.18-rc'     | '4.18-rc.0'   || -1
    '4.18.0+x'    | 'v4.18.0'     || 0
  }

  def "a folder that can't be used stops the start: #what"() {
    given:
    def fixture = new StoreFixture(folder, [images: [StoreFixture.entry()]])
    prepare(fixture)

    when:
    fixture.open()

    then:
    def e = thrown(ConfigurationException)
    e.message.startsWith("fairlead.mounts.m.settings.data-dir: '$fixture.data' can't be used: ")
    e.message =~ why

    cleanup:
    fixture.close()

    where:
    what                | prepare                             || why
    'it is a file'      | { Files.writeString(it.data, '') }  || /FileAlreadyExists/
    'another has it'    | { it.open() }                       || /another mount uses it/
  }
}
