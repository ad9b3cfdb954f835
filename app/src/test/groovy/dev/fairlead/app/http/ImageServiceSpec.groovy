package dev.fairlead.app.http

import dev.fairlead.app.Answer
import dev.fairlead.app.HttpConnection
import dev.fairlead.app.Samples
import dev.fairlead.app.config.Configuration
import dev.fairlead.testbed.UpstreamStandIn
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** In the place of the original image service: its environment alone, and a mirror that has no image. */
@Timeout(60)
class ImageServiceSpec extends Specification {
  static final ID = 'bf25292a-dddd-49dc-ab9c-3fb4c1f07071'
  @Shared @TempDir Path folder
  @Shared @AutoCleanup UpstreamStandIn mirror = UpstreamStandIn.start(0)
  @Shared @AutoCleanup HttpService service = start()

  HttpService start() {
    def environment = [
        ASSISTED_SERVICE_SCHEME: 'http', ASSISTED_SERVICE_HOST: mirror.endpoint().authority, DATA_DIR: folder.toString(), LISTEN_PORT: '0',
        ALLOWED_DOMAINS: 'https://console.example',
        OS_IMAGES: """[{"openshift_version": "4.18", "cpu_architecture": "x86_64", "url": "${mirror.endpoint()}/a.iso", "version": "418.94"}]""".toString()]
    def settings = Configuration.read(Optional.empty(), environment)
    HttpService.start(settings.withServer(settings.server().withPorts(0, 0)), environment)
  }

  Answer ask(String method = 'GET', String target, Map<String, String> fields = [:]) {
    try (def connection = new HttpConnection(service.port())) {
      connection.request(method, target, [Connection: 'close'] + fields).read(method)
    }
  }

  def "#method #target is answered #status"() {
    expect:
    with(ask(method, target)) {
      status == expected
      text.contains(told)
    }

    where:
    method | target                                    || expected | told
    'GET'  | '/live'                                   || 200      | ''
    'GET'  | '/'                                       || 404      | '404 page not found'
    'GET'  | "/byid/$ID/4.18/x86_64/other.iso"         || 404      | 'full.iso'
    'GET'  | "/byid/$ID/4.19/x86_64/full.iso"          || 404      | 'there is no full-iso'
    'GET'  | "/images/$ID/pxe-initrd"                  || 400      | "'version' parameter required"
    'POST' | '/boot-artifacts/rootfs?version=4.18'     || 405      | 'GET and HEAD'
    status = expected
  }

  def "an image that can't be had is 503 for itself, which says when to come back; health tells why"() {
    given:
    def answer = ask("/byid/$ID/4.18/x86_64/full.iso")
    def health = ask('/health')

    expect:
    answer.status == 503
    answer.field('retry-after') ==~ /\d+/
    health.status == 503
    health.field('content-type') == 'application/json'
    health.text.contains('"cpu_architecture":"x86_64"')
  }

  def "a preflight is 204 without a length"() {
    given:
    def answer = ask('OPTIONS', "/images/$ID", [Origin: 'https://console.example', 'Access-Control-Request-Method': 'GET'])

    expect:
    answer.status == 204
    answer.field('access-control-allow-origin') == 'https://console.example'
    answer.field('content-length') == null
  }

  def "what was answered is measured under the original's names, on the same port"() {
    given:
    ask("/byid/$ID/4.19/x86_64/full.iso")

    expect:
    Samples.sum(ask('/metrics').text, 'assisted_image_service_http_request_duration_seconds_count',
        [handler: '/byid/:token', method: 'GET', code: '404']) >= 1
  }
}
