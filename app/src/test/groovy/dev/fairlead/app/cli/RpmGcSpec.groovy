package dev.fairlead.app.cli

import dev.fairlead.app.ServiceFixture
import dev.fairlead.app.aws.AwsSettings
import dev.fairlead.app.host.HostPorts
import dev.fairlead.app.upstream.UpstreamSettings
import dev.fairlead.spi.CommandProvider
import dev.fairlead.spi.CommandProvider.Console
import dev.fairlead.spi.Settings
import dev.fairlead.testbed.Testbed
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.time.InstantSource
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** The command over the program's own ports, in the days to come: S3's stand-in stores everything today. */
@Timeout(60)
class RpmGcSpec extends Specification {
  @TempDir Path folder
  @AutoCleanup Testbed testbed = Testbed.start()
  def mirror = testbed.upstream()
  @AutoCleanup HostPorts ports = open()
  def printed = new ByteArrayOutputStream()
  def console = console(Duration.ofDays(100))

  HostPorts open() {
    ServiceFixture.useTestbedCredentials()
    def clock = InstantSource.system()
    new HostPorts(AwsSettings.read(Settings.of('object-store', [endpoint: testbed.s3().endpoint().toString()]), [:]),
        UpstreamSettings.read(Settings.of('upstream', [:])), clock, new SimpleMeterRegistry(), [:])
  }

  Console console(Duration ahead) {
    def out = new PrintStream(printed, true, 'UTF-8')
    def clock = InstantSource.offset(InstantSource.system(), ahead)
    [out: { out }, err: { out }, clock: { clock }, ports: { ports }] as Console
  }

  int gc(Console console = console, String... arguments) {
    ServiceLoader.load(CommandProvider).find { it.name() == 'rpm' }
        .run(['gc', *arguments, '--bucket', 'kept', '--repo', "${mirror.endpoint()}/repo/".toString()], console)
  }

  def "what a repository has dropped is deleted, images and the rest stay"() {
    given:
    testbed.s3().createBucket('kept', 'us-east-1')
    def kept = (1..5).collect { "cache/pub/a-${it}.rpm".toString() } + ['cache/oci/blobs/sha256/ab', 'cache/pub/c++-1~rc1^git.rpm']
    (kept + ['cache/pub/dropped+1.rpm']).each { testbed.s3().put('kept', it, 'x'.bytes) }
    def names = (1..5).collect { "a-${it}.rpm" } + ['c%2b%2b-1~rc1^git.rpm']
    mirror.serve('/repo/repodata/repomd.xml', '<repomd><data type="primary"><location href="repodata/p.xml"/></data></repomd>'.bytes)
    mirror.serve('/repo/repodata/p.xml',
        """<metadata packages="6">${names.collect { "<package><location href=\"Packages/$it\"/></package>" }.join('')}</metadata>""".bytes)
    def plan = folder.resolve('plan.json').toString()

    expect: 'not yet'
    gc(console(Duration.ofDays(1)), 'plan', '--out', plan) == 0
    printed.toString().startsWith('0 of 7 packages may go')

    and:
    gc('plan', '--out', plan) == 0
    gc('apply', plan, '--delete') == 0
    printed.toString().readLines().last() == 'delete cache/pub/dropped+1.rpm'
    testbed.s3().get('kept', 'cache/pub/dropped+1.rpm').empty
    kept.every { testbed.s3().get('kept', it).present }
    testbed.s3().requests('kept').count { it.method() == 'POST' } == 1
  }

  def "a URL that is none is one line"() {
    expect:
    gc('plan', '--out', folder.resolve('p').toString(), '--repo', 'ftp://mirror.example') == 1
    printed.toString().readLines().size() == 1
  }
}
