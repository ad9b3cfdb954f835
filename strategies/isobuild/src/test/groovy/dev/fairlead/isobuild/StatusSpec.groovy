package dev.fairlead.isobuild

import static dev.fairlead.isobuild.ImageService.ID
import static dev.fairlead.isobuild.ImageService.INFRA_ENV
import static dev.fairlead.isobuild.ImageService.bytes
import static dev.fairlead.isobuild.ImageService.fields
import static dev.fairlead.isobuild.ImageService.ignition
import static dev.fairlead.isobuild.ImageService.status

import dev.fairlead.isobuild.store.Derived
import dev.fairlead.isobuild.store.ImageState
import dev.fairlead.isobuild.store.ImageType
import dev.fairlead.spi.Doubt
import dev.fairlead.spi.RouteDecision.Serve
import dev.fairlead.tck.FakeReply
import java.nio.file.Path
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir

/** What each request is answered: codes, fields and names. */
class StatusSpec extends Specification {
  @TempDir Path folder
  ImageService service

  def setup() {
    service = ImageService.ready(folder)
  }

  def "#target is served as #file"() {
    given:
    def decision = service.decide(target)

    expect:
    status(decision) == 200
    with((decision as Serve).content()) {
      fields()['Content-Disposition'] == "attachment; filename=$file"
      mediaType() == 'application/octet-stream'
      entityTag() ==~ /"[0-9a-f]{32}"/
      lastModified().get() == modified
    }
    !file.endsWith('.addrsize') || bytes(decision).length == 16

    where:
    target                                                                  || file
    "/byid/$ID/418.94/x86_64/full.iso"                                      || "$ID-discovery.iso"
    "/byid/$ID/4.18.1/x86_64/full.iso"                                      || "$ID-discovery.iso"
    "/byid/$ID/418.94/x86_64/minimal.iso"                                   || "$ID-discovery.iso"
    "/byid/$ID/4.19.0/x86_64/disconnected.iso"                              || 'agent-ove.x86_64.iso'
    "/images/$ID?version=418.94&type=full-iso"                              || "$ID-discovery.iso"
    "/images/$ID?version=418.94&type=minimal-iso&arch=x86_64"               || "$ID-discovery.iso"
    "/images/$ID?version=418.94&type=full-iso&arch=s390x"                   || "$ID-discovery.iso"
    "/images/$ID?version=4.19.0&type=disconnected-iso"                      || 'agent-ove.x86_64.iso'
    "/images/$ID/pxe-initrd?version=4.18.1"                                 || "$ID-initrd.img"
    "/images/$ID/pxe-initrd?version=4.18.1&arch=s390x"                      || "$ID-initrd.img"
    "/images/$ID/s390x-initrd-addrsize?version=4.18.1&arch=x86_64"          || "$ID-initrd.addrsize"
    '/boot-artifacts/rootfs?version=4.18.1'                                 || 'rootfs.img'
    '/boot-artifacts/kernel?version=418.94&arch=x86_64'                     || 'vmlinuz'
    '/boot-artifacts/kernel?version=418.94&arch=s390x'                      || 'vmlinuz'
    '/boot-artifacts/ins-file?version=418.94&arch=s390x'                    || 'generic.ins'
    modified = target.startsWith('/boot') ? ImageService.MODIFIED : Instant.parse('2022-04-22T18:11:09Z')
  }

  def "#method #target is answered #expected: #detail"() {
    given:
    def decision = service.decide(method, target)

    expect:
    status(decision) == expected
    decision.detail().contains(detail)
    service.assisted.asked.empty

    where:
    method   | target                                                        || expected | detail
    'GET'    | '/'                                                           || 404      | '404 page not found'
    'GET'    | '/images'                                                     || 404      | '404 page not found'
    'GET'    | "/byid/$ID/418.94/x86_64"                                     || 404      | '404 page not found'
    'GET'    | '/s390x-initrd-addrsize'                                      || 404      | '404 page not found'
    'GET'    | "/byid/$ID/418.94/x86_64/other.iso"                           || 404      | 'full.iso, minimal.iso or disconnected.iso'
    'GET'    | "/byid/${ID.toUpperCase()}/418.94/x86_64/full.iso"            || 404      | 'not a UUID in lower case'
    'GET'    | '/byid/x/418.94/x86_64/full.iso'                              || 404      | 'not a UUID'
    'GET'    | '/byapikey/a.b/418.94/x86_64/full.iso'                        || 404      | 'no token'
    'GET'    | "/byid/$ID/1.2/x86_64/full.iso"                               || 404      | "there is no full-iso of version '1.2' for 'x86_64'"
    'GET'    | "/byid/$ID/418.94/aarch64/full.iso"                           || 404      | "for 'aarch64'"
    'GET'    | "/byid/$ID/4.19.0/x86_64/full.iso"                            || 404      | 'there is no full-iso'
    'GET'    | "/byid/$ID/418.94/x86_64/disconnected.iso"                    || 404      | 'there is no disconnected-iso'
    'GET'    | "/byid/$ID/418.94/s390x/minimal.iso"                          || 404      | 'there is none for s390x'
    'GET'    | "/images/$ID?type=full-iso"                                   || 400      | "'version' parameter required"
    'GET'    | "/images/$ID?version=&type=full-iso"                          || 400      | "'version' parameter required"
    'GET'    | "/images/$ID?version=418.94"                                  || 400      | "'type' parameter required"
    'GET'    | "/images/$ID?version=418.94&type=iso"                         || 400      | "'type' parameter required"
    'GET'    | "/images/$ID?version=1.2&type=full-iso"                       || 404      | 'there is no full-iso'
    'GET'    | '/images/x?version=418.94&type=full-iso'                      || 404      | 'not a UUID'
    'GET'    | "/images/$ID/pxe-initrd"                                      || 400      | "'version' parameter required"
    'GET'    | "/images/$ID/pxe-initrd?version=1.2"                          || 400      | "there is no full-iso of version '1.2'"
    'GET'    | '/images/x/pxe-initrd?version=418.94'                         || 404      | 'not a UUID'
    'GET'    | "/images/$ID/s390x-initrd-addrsize"                           || 400      | "'version' parameter required"
    'GET'    | "/images/$ID/s390x-initrd-addrsize?version=4.19.0"            || 400      | "for 's390x'"
    'GET'    | '/boot-artifacts/rootfs'                                      || 400      | "'version' parameter required"
    'GET'    | '/boot-artifacts/rootfs?version=1.2'                          || 400      | 'there is no full-iso'
    'GET'    | '/boot-artifacts/'                                            || 400      | "'version' parameter required"
    'GET'    | '/boot-artifacts/?version=418.94'                             || 404      | 'artifacts are rootfs, kernel'
    'GET'    | '/boot-artifacts/x?version=1.2'                               || 400      | 'there is no full-iso'
    'GET'    | '/boot-artifacts/ins-file?version=418.94'                     || 404      | 'for s390x, ins-file'
    'POST'   | '/boot-artifacts/rootfs'                                      || 405      | 'GET and HEAD'
    'POST'   | "/byid/$ID/418.94/x86_64/full.iso"                            || 405      | 'GET and HEAD'
    'DELETE' | "/images/$ID"                                                 || 405      | 'GET and HEAD'
    'PUT'    | "/images/$ID/pxe-initrd"                                      || 405      | 'GET and HEAD'
    'OPTIONS' | "/images/$ID"                                                || 405      | 'GET and HEAD'
    'GET'    | "/images/$ID?version=418.94&type=full-iso&api_key=%C3%A9"     || 400      | 'printable ASCII'
  }

  def "405 says what is allowed"() {
    expect:
    fields(service.decide('POST', "/images/$ID")).Allow == 'GET, HEAD'
  }

  def "assisted-service answers #reply to #call of #target: #expected"() {
    given:
    service.assisted.answers(call, reply)
    def decision = service.decide(target)

    expect:
    status(decision) == expected
    !decision.detail().empty
    !decision.detail().contains('\n')

    where:
    call                                       | reply                                    | target                                  || expected
    ignition('full-iso')                       | FakeReply.failing(Doubt.NETWORK)         | "/byid/$ID/418.94/x86_64/full.iso"      || 500
    ignition('full-iso')                       | FakeReply.failing(Doubt.BREAKER_OPEN)    | "/byid/$ID/418.94/x86_64/full.iso"      || 503
    ignition('full-iso')                       | FakeReply.of('half'.bytes).cutAfter(2)   | "/byid/$ID/418.94/x86_64/full.iso"      || 500
    ignition('full-iso')                       | FakeReply.status(401)                    | "/byid/$ID/418.94/x86_64/full.iso"      || 401
    ignition('full-iso')                       | FakeReply.status(404)                    | "/byid/$ID/418.94/x86_64/full.iso"      || 404
    ignition('full-iso')                       | FakeReply.status(503)                    | "/byid/$ID/418.94/x86_64/full.iso"      || 503
    ignition('full-iso')                       | FakeReply.status(302)                    | "/byid/$ID/418.94/x86_64/full.iso"      || 502
    ignition('full-iso')                       | FakeReply.status(204)                    | "/byid/$ID/418.94/x86_64/full.iso"      || 502
    "$INFRA_ENV/downloads/minimal-initrd"      | FakeReply.status(401)                    | "/byid/$ID/418.94/x86_64/minimal.iso"   || 401
    "$INFRA_ENV/downloads/minimal-initrd"      | FakeReply.failing(Doubt.TIMEOUT)         | "/byid/$ID/418.94/x86_64/minimal.iso"   || 500
    INFRA_ENV                                  | FakeReply.status(403)                    | "/byid/$ID/418.94/x86_64/full.iso"      || 403
    INFRA_ENV                                  | FakeReply.of('{'.bytes)                  | "/byid/$ID/418.94/x86_64/full.iso"      || 500
    INFRA_ENV                                  | FakeReply.of('{"kernel_arguments": "x"}'.bytes) | "/byid/$ID/418.94/x86_64/full.iso" || 500
    INFRA_ENV                                  | FakeReply.of('{"kernel_arguments": []}'.bytes)  | "/byid/$ID/418.94/x86_64/full.iso" || 500
    INFRA_ENV                                  | FakeReply.of('{"kernel_arguments": "[{\\"operation\\": \\"x\\", \\"value\\": \\"a\\"}]"}'.bytes) | "/byid/$ID/418.94/x86_64/full.iso" || 400
    INFRA_ENV                                  | FakeReply.of('{"kernel_arguments": "[{\\"operation\\": \\"append\\", \\"value\\": \\"a\\\\nb\\"}]"}'.bytes) | "/byid/$ID/418.94/x86_64/full.iso" || 400
    INFRA_ENV                                  | FakeReply.of('{"kernel_arguments": "[{\\"operation\\": \\"append\\", \\"value\\": \\"a\\"}]"}'.bytes) | "/byid/$ID/418.94/s390x/full.iso" || 400
    ignition()                                 | FakeReply.status(401)                    | "/images/$ID/pxe-initrd?version=418.94" || 401
    ignition()                                 | FakeReply.failing(Doubt.NETWORK)         | "/images/$ID/pxe-initrd?version=418.94" || 500
    "$INFRA_ENV/downloads/minimal-initrd"      | FakeReply.status(503)                    | "/images/$ID/pxe-initrd?version=418.94" || 503
    "$INFRA_ENV/downloads/minimal-initrd"      | FakeReply.status(404)                    | "/images/$ID/s390x-initrd-addrsize?version=418.94" || 404
  }

  def "an error of assisted-service's tells what was asked for, and how to go on"() {
    given:
    service.assisted.answers(ignition(), FakeReply.status(401, ['WWW-Authenticate': 'Bearer']))
    def decision = service.decide("/images/$ID/pxe-initrd?version=418.94")

    expect:
    decision.detail() == 'error retrieving ignition content: assisted-service answered 401'
    fields(decision)['WWW-Authenticate'] == 'Bearer'
  }

  def "an image that is #state.class.simpleName is answered 503, and says when to come back; the others are served"() {
    given:
    service.images.with('420.1', 'x86_64', ImageType.FULL, state, '4.20.0')
    def decision = service.decide("/byid/$ID/420.1/x86_64/full.iso")

    expect:
    status(decision) == 503
    fields(decision)['Retry-After'] == wait
    decision.detail() == "full-iso of version '420.1' for 'x86_64' $told"
    status(service.decide("/byid/$ID/418.94/x86_64/full.iso")) == 200
    status(service.decide('/boot-artifacts/kernel?version=420.1')) == 503

    where:
    state                                                                                   || wait  | told
    new ImageState.Pending()                                                                || '10'  | 'waits to be loaded'
    new ImageState.Downloading(OptionalInt.of(42))                                          || '10'  | 'is being loaded: 42 %'
    new ImageState.Downloading(OptionalInt.empty())                                         || '10'  | 'is being loaded'
    new ImageState.Failed('404 from mirror.example', Instant.parse('2026-11-01T12:01:00Z')) || '60'  | 'could not be loaded: 404 from mirror.example'
    new ImageState.Failed('x', Instant.parse('2026-12-01T12:00:00Z'))                       || '3600' | 'could not be loaded: x'
    new ImageState.Failed('x', Instant.parse('2026-11-01T11:00:00Z'))                       || '10'  | 'could not be loaded: x'
  }

  def "a minimal ISO that #state.class.simpleName is answered #expected, while the full one is served"() {
    given:
    service.images.with('420.1', 'x86_64', ImageType.FULL, ImageService.state(LiveIsos.full(folder), state), '4.20.0')

    expect:
    status(service.decide("/byid/$ID/420.1/x86_64/minimal.iso")) == expected
    status(service.decide("/byid/$ID/420.1/x86_64/full.iso")) == 200

    where:
    state                                                         || expected
    new Derived.Making()                                          || 503
    new Derived.Failed('x', Instant.parse('2026-11-01T12:01:00Z')) || 503
    new Derived.None('no base-url')                               || 404
  }

  def "an ignition that is too large says so: #target"() {
    given:
    def random = new byte[100_000]
    new Random(1).nextBytes(random)
    service.answers(ignition: random.encodeBase64().toString())
    def decision = service.decide(target)

    expect:
    status(decision) == 413
    decision.detail() =~ /4096/

    where:
    target << ["/byid/$ID/418.94/s390x/full.iso"]
  }

  def "an empty list of kernel arguments changes nothing, on s390x neither"() {
    given:
    def before = service.decide("/byid/$ID/418.94/s390x/full.iso")
    service.answers(infraEnv: '{"kernel_arguments": "[]"}')
    service.context.clock.now += java.time.Duration.ofHours(1)

    expect:
    ImageService.tag(service.decide("/byid/$ID/418.94/s390x/full.iso")) == ImageService.tag(before)
  }

  def "the addrsize holds the length of the initrd as it is served"() {
    given:
    def target = "/images/$ID/s390x-initrd-addrsize?version=418.94"
    def initrd = service.decide("/images/$ID/pxe-initrd?version=418.94&arch=s390x")

    expect:
    bytes(service.decide(target))[0..7] == [1, 2, 3, 4, 5, 6, 7, 8]
    new BigInteger(1, bytes(service.decide(target))[8..15] as byte[]) == bytes(initrd).length
  }

  def "a boot artifact is the file in the image"() {
    expect:
    bytes(service.decide('/boot-artifacts/rootfs?version=418.94')) == LiveIsos.ROOTFS
    bytes(service.decide('HEAD', '/boot-artifacts/kernel?version=418.94&arch=s390x')) == 'an old kernel'.bytes
  }

  def "nmstatectl goes with a network configuration alone, whatever version the URL has"() {
    given:
    def target = "/images/$ID/pxe-initrd?version=$version"
    def with = bytes(service.decide(target))
    service.assisted.answers("$INFRA_ENV/downloads/minimal-initrd", FakeReply.status(204))
    service.context.clock.now += java.time.Duration.ofHours(1)
    def without = bytes(service.decide(target))

    expect:
    new String(with).endsWith('the ramdisk.nmstatectl!!')
    with.length == without.length + 24

    where:
    version << ['418.94', '4.18.1']
  }

  def "the kernel's arguments reach the image"() {
    given:
    service.answers(infraEnv: '{"kernel_arguments": "[{\\"operation\\": \\"append\\", \\"value\\": \\"p1\\"}, {\\"operation\\": \\"append\\", \\"value\\": \\"p2\\"}]"}')
    def image = new String(bytes(service.decide("/byid/$ID/418.94/x86_64/full.iso")), 'ISO-8859-1')

    expect:
    image.count(' p1 p2\n#') == 2
  }
}
