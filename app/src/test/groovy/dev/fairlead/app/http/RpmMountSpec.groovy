package dev.fairlead.app.http

import dev.fairlead.app.Answer
import dev.fairlead.app.Doors
import dev.fairlead.app.TwoRegistries
import dev.fairlead.testbed.Fault
import dev.fairlead.testbed.Reply
import dev.fairlead.testbed.Testbed
import dev.fairlead.testbed.UpstreamStandIn
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Timeout

/** The RPM cache behind every front door, before a mirror that fails in every way. */
@Timeout(60)
class RpmMountSpec extends Specification {
  static final PACKAGE = ('a package ' * 1000).bytes
  static final KEY = 'pub/libstdc++-1.0~rc1^git-1.fc44.x86_64.rpm'
  static final PATH = '/pub/libstdc%2B%2B-1.0~rc1%5Egit-1.fc44.x86_64.rpm'
  @Shared @AutoCleanup Testbed testbed = Testbed.start()
  @Shared UpstreamStandIn mirror = testbed.upstream()
  @Shared @AutoCleanup Doors doors = start()

  Doors start() {
    testbed.s3().createBucket('kept', 'us-east-1')
    testbed.s3().put('kept', "cache/$KEY", PACKAGE)
    mirror.serve('/pub/new.rpm', PACKAGE)
    mirror.serve('/metalink', 'a list'.bytes)
    new Doors("""
fairlead:
  server: { host: 127.0.0.1, access-log: false, asking-per-network: 1000000 }
  object-store: { endpoint: "${testbed.s3().endpoint()}" }
  upstream: { breaker-failures: 1000 }
  mounts:
    rpm:
      strategy: rpm
      match: { prefix: / }
      access: public
      pass-through: { to: "${mirror.endpoint()}", status: 302 }
      settings: { bucket: kept, region: us-east-1, head-timeout: 500ms }
""", { "${mirror.endpoint()}$it" })
  }

  def setup() {
    mirror.serve(PATH, PACKAGE)
  }

  def cleanup() {
    mirror.healAll()
    testbed.s3().healAll()
  }

  Answer ask(String door, String method = 'GET', String target) {
    doors[door].exchange(method, target, [:])
  }

  /** CloudFront itself goes on to the mirror, as the edge doors' answers say. */
  static boolean leadsTo(String door, Answer answer, String url) {
    answer.location == url && answer.status == (door in Doors.EDGE ? 307 : 302)
  }

  def "a mirror that has #spelling gets the client, through #door"() {
    given:
    def answer = ask(door, "/pub/$spelling-1.fc44.x86_64.rpm")

    expect:
    leadsTo(door, answer, "${mirror.endpoint()}$PATH")
    answer.field('cache-control') == 'no-store'
    answer.body.length == 0

    where:
    [door, spelling] << [Doors.NAMES, [
        'libstdc%2b%2b-1.0~rc1%5egit', 'libstdc++-1.0~rc1%5Egit', 'libstdc++-1.0~rc1^git', 'libstdc%2B%2B-1.0~rc1%5Egit']].combinations()
  }

  def "a mirror that answers #fault doesn't break the build: through #door it gets the kept copy"() {
    given:
    fault instanceof Fault ? mirror.fail(fault) : mirror.serve(PATH, fault)
    def answer = ask(door, PATH)

    expect:
    answer.status == 302
    answer.location.startsWith("${testbed.s3().endpoint()}/kept/cache$PATH?X-Amz-")
    TwoRegistries.download(answer.location) == PACKAGE

    where:
    [door, fault] << [Doors.NAMES, [
        new Fault.Reset(), Fault.accessDenied(), Fault.tooManyRequests(), Fault.internalError(), new Fault.Hang(), Reply.status(404), Reply.status(410)]].combinations()
  }

  def "a page instead of a package is not believed, through #door"() {
    given:
    mirror.serve(PATH, Reply.of('<p>maintenance'.bytes).with('Content-Type', 'text/html'))

    expect:
    TwoRegistries.download(ask(door, PATH).location) == PACKAGE

    where:
    door << Doors.NAMES
  }

  def "whatever S3 does, the client is sent to the mirror: #fault, through #door"() {
    given:
    testbed.s3().fail('kept', fault)

    expect:
    leadsTo(door, ask(door, "/pub/gone-${door.hashCode()}-${fault.hashCode()}.rpm"),
        "${mirror.endpoint()}/pub/gone-${door.hashCode()}-${fault.hashCode()}.rpm")

    where:
    [door, fault] << [Doors.NAMES, [Fault.internalError(), Fault.accessDenied(), new Fault.Reset()]].combinations()
  }

  def "what isn't a package goes to the mirror with its query, through #door"() {
    expect:
    leadsTo(door, ask(door, '/metalink?repo=fedora-44&arch=x86_64'), "${mirror.endpoint()}/metalink?repo=fedora-44&arch=x86_64")
    leadsTo(door, ask(door, '/pub/repodata/repomd.xml'), "${mirror.endpoint()}/pub/repodata/repomd.xml")

    where:
    door << Doors.NAMES
  }

  def "a HEAD is answered with a URL for HEAD, and a PUT with 405, through #door"() {
    given:
    mirror.serve(PATH, Reply.status(404))
    def location = ask(door, 'HEAD', PATH).location
    def connection = URI.create(location).toURL().openConnection() as HttpURLConnection
    connection.requestMethod = 'HEAD'

    expect:
    connection.responseCode == 200
    ask(door, 'PUT', PATH).status == 405
    ask(door, 'PUT', PATH).field('allow') == 'GET, HEAD'

    where:
    door << Doors.NAMES
  }

  def "the saved downloads are counted"() {
    given:
    mirror.fail(Fault.accessDenied())
    def before = doors['HTTP'].metric('fairlead_rpm_saved_total', [mount: 'rpm'])

    expect:
    ask('HTTP', PATH).status == 302
    doors['HTTP'].metric('fairlead_rpm_saved_total', [mount: 'rpm']) == before + 1
  }
}
