package dev.fairlead.isobuild

import static dev.fairlead.isobuild.ImageService.ID
import static dev.fairlead.isobuild.ImageService.bytes
import static dev.fairlead.isobuild.ImageService.status

import com.fasterxml.jackson.databind.ObjectMapper
import dev.fairlead.isobuild.store.ImageState
import dev.fairlead.isobuild.store.ImageType
import dev.fairlead.spi.Observation
import dev.fairlead.spi.RouteDecision.Fail
import java.nio.file.Path
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir

/** Health, liveness, metrics; and what plain HTTP is for. */
class PagesSpec extends Specification {
  static final FAILED = new ImageState.Failed('404 from mirror.example', Instant.parse('2026-11-01T12:01:00Z'))
  static final LOADING = new ImageState.Downloading(OptionalInt.of(7))
  @TempDir Path folder

  Map health(ImageService service) {
    def answer = service.decide('/health')
    def text = answer instanceof Fail ? answer.detail() : new String(bytes(answer), 'UTF-8')
    [status: status(answer)] + (new ObjectMapper().readValue(text, Map) as Map)
  }

  def "the service is ready once each image was had or could not be had, and stays so while those are tried again"() {
    given:
    def service = new ImageService()
    def had = ImageService.state(LiveIsos.full(folder))
    service.images.with('1', 'x86_64', ImageType.FULL, LOADING).with('2', 'x86_64', ImageType.FULL, new ImageState.Pending())
    def codes = [health(service).status]
    [[0, had], [1, LOADING], [1, FAILED], [1, LOADING], [0, LOADING]].each { index, state ->
      service.images.become(index, state)
      codes << health(service).status
    }

    expect:
    codes == [503, 503, 503, 200, 200, 503]
  }

  def "health tells how each image is"() {
    given:
    def service = new ImageService()
    service.images.with('418.94', 'x86_64', ImageType.FULL, LOADING).with('419.96', 'arm64', ImageType.DISCONNECTED, FAILED, '4.19.0')

    expect:
    health(service) == [
        status: 503, ready: false,
        images: [
            [openshift_version: '4.18.1', version: '418.94', cpu_architecture: 'x86_64', type: 'full-iso', state: 'downloading', percent: 7],
            [openshift_version: '4.19.0', version: '419.96', cpu_architecture: 'arm64', type: 'disconnected-iso', state: 'failed',
             why: '404 from mirror.example', next_try: '2026-11-01T12:01:00Z']]]
    service.decide('/health').fields()['Content-Type'] == 'application/json'
  }

  def "what is loaded on demand holds nothing back"() {
    given:
    def service = new ImageService()
    service.images.areLoadedAtStart = false
    service.images.with('1', 'x86_64', ImageType.FULL, new ImageState.Pending())

    expect:
    health(service).status == 200
  }

  def "liveness is always 200 and empty, and no page counts against the limit"() {
    given:
    def service = new ImageService()

    expect:
    status(service.decide('/live')) == 200
    bytes(service.decide('/live')).length == 0
    ['/live', '/health', '/metrics', '/x'].every { !service.strategy.isLimited(service.request(it)) }
    ["/byid/$ID/1/x86_64/full.iso", "/images/$ID/pxe-initrd", '/boot-artifacts/rootfs'].every { service.strategy.isLimited(service.request(it)) }
    status(service.decide('POST', '/health')) == 405
  }

  def "requests are measured under the original's names: #target as #handler"() {
    given:
    def service = new ImageService()
    def page = { new String(bytes(service.decide('/metrics')), 'UTF-8') }
    def observation = service.strategy.observe(service.request(method, target))
    def during = page()
    observation.ended(200, 5_000_000)
    def after = page()
    def labels = "code=\"200\",handler=\"$handler\",service=\"\",method=\"$method\""

    expect:
    during.contains("assisted_image_service_http_requests_inflight{handler=\"$handler\",service=\"\"} 1\n")
    after.contains("assisted_image_service_http_requests_inflight{handler=\"$handler\",service=\"\"} 0\n")
    after.contains("assisted_image_service_http_request_duration_seconds_bucket{$labels,le=\"0.1\"} 1\n")
    after.contains("assisted_image_service_http_request_duration_seconds_count{$labels} 1\n")
    after.contains("assisted_image_service_http_response_size_bytes_bucket{$labels,le=\"1000000.0\"} 0\n")
    after.contains("assisted_image_service_http_response_size_bytes_bucket{$labels,le=\"5.0E8\"} 1\n")
    after.contains("assisted_image_service_http_response_size_bytes_bucket{$labels,le=\"+Inf\"} 1\n")
    after.contains("assisted_image_service_http_response_size_bytes_sum{$labels} 5000000.0\n")

    where:
    method | target                                  || handler
    'GET'  | "/byid/$ID/1/x86_64/full.iso"           || '/byid/:token'
    'GET'  | '/byapikey/a.b.c/1/x86_64/full.iso'     || '/byapikey/:token'
    'HEAD' | '/bytoken/a.b.c/1/x86_64/full.iso'      || '/bytoken/:token'
    'GET'  | "/images/$ID"                           || '/images/:imageID'
    'GET'  | "/images/$ID/pxe-initrd"                || '/images/:imageID/pxe-initrd'
    'GET'  | "/images/$ID/s390x-initrd-addrsize"     || '/images/:imageID/s390x-initrd-addrsize'
    'GET'  | '/boot-artifacts/rootfs'                || '/boot-artifacts/rootfs'
    'GET'  | '/boot-artifacts/no-such-thing'         || '/boot-artifacts/:artifact'
  }

  def "odd methods and pages make no series of their own"() {
    given:
    def service = new ImageService()
    service.strategy.observe(service.request('PROPFIND', "/images/$ID")).ended(405, 9)

    expect:
    new String(bytes(service.decide('/metrics')), 'UTF-8').contains('method="other"')
    ['/health', '/nowhere'].every { service.strategy.observe(service.request(it)).is(Observation.NONE) }
  }

  def "with plain-http: booting, #target over plain HTTP is #expected"() {
    given:
    def service = ImageService.ready(folder, ['plain-http': 'booting'])
    def request = service.request(target)

    expect:
    status(service.strategy.decide(request)) == expected
    status(service.strategy.decide(request.withSecure(true))) == 200

    where:
    target                                                   || expected
    "/byid/$ID/418.94/x86_64/full.iso"                       || 404
    "/images/$ID?version=418.94&type=full-iso"               || 404
    "/images/$ID/pxe-initrd?version=418.94"                  || 200
    "/images/$ID/s390x-initrd-addrsize?version=418.94"       || 200
    '/boot-artifacts/rootfs?version=418.94'                  || 200
    '/health'                                                || 200
    '/live'                                                  || 200
    '/metrics'                                               || 200
  }

  def "closing closes the images"() {
    given:
    def service = new ImageService()
    service.close()

    expect:
    service.images.closed
  }
}
