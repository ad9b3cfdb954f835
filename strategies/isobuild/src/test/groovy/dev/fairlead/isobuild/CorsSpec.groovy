package dev.fairlead.isobuild

import static dev.fairlead.isobuild.ImageService.ID
import static dev.fairlead.isobuild.ImageService.fields
import static dev.fairlead.isobuild.ImageService.status

import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Scripts of other sites. */
class CorsSpec extends Specification {
  static final TARGET = "/byid/$ID/418.94/x86_64/full.iso"
  @TempDir Path folder
  ImageService service

  ImageService start(String origins) {
    ImageService.ready(folder, ['allowed-origins': origins])
  }

  def "with #origins, #origin is allowed: #allowed"() {
    given:
    service = start(origins)
    def answers = ['GET', 'HEAD'].collect { service.decide(it, TARGET, origin ? [Origin: origin] : [:]) }

    expect:
    answers.every { status(it) == 200 && fields(it).Vary == 'Origin' }
    answers.every { fields(it)['Access-Control-Allow-Origin'] == (allowed ? origin : null) }
    answers.every { (fields(it)['Access-Control-Expose-Headers'] ?: '').contains('Content-Disposition') == allowed }

    where:
    origins                               | origin                   || allowed
    'https://a.example'                   | 'https://a.example'      || true
    'https://a.example'                   | 'https://A.example'      || true
    'https://a.example'                   | 'http://a.example'       || false
    'https://a.example, https://b.example' | 'https://b.example'     || true
    'https://*.example'                   | 'https://x.y.example'    || true
    'https://*.example'                   | 'https://example'        || false
    '*'                                   | 'https://any.example'    || true
    'https://a.example'                   | null                     || false
  }

  def "a preflight of #method with #asked from #origin is 204, allowed: #allowed"() {
    given:
    service = start('https://a.example')
    def answer = service.decide('OPTIONS', TARGET,
        [Origin: origin, 'Access-Control-Request-Method': method, 'Access-Control-Request-Headers': asked])

    expect:
    status(answer) == 204
    fields(answer).Vary.contains('Origin')
    fields(answer)['Access-Control-Allow-Origin'] == (allowed ? origin : null)
    fields(answer)['Access-Control-Allow-Methods'] == (allowed ? method : null)
    fields(answer)['Access-Control-Max-Age'] == (allowed ? '600' : null)
    service.assisted.asked.empty

    where:
    origin              | method | asked                         || allowed
    'https://a.example' | 'GET'  | ''                            || true
    'https://a.example' | 'HEAD' | 'Authorization, Content-Type' || true
    'https://a.example' | 'GET'  | 'X-Other'                     || false
    'https://a.example' | 'PUT'  | ''                            || false
    'https://b.example' | 'GET'  | ''                            || false
  }

  def "errors can be read by who may read images, and pages about the service have no part in it"() {
    given:
    service = start('https://a.example')

    expect:
    fields(service.decide("/images/$ID", [Origin: 'https://a.example']))['Access-Control-Allow-Origin'] == 'https://a.example'
    fields(service.decide('POST', "/images/$ID")).Allow == 'GET, HEAD, OPTIONS'
    ['/health', '/live', '/metrics'].every { !fields(service.decide(it, [Origin: 'https://a.example'])).containsKey('Vary') }
  }

  def "without origins there is no CORS"() {
    given:
    service = ImageService.ready(folder)

    expect:
    !fields(service.decide(TARGET, [Origin: 'https://a.example'])).containsKey('Vary')
    status(service.decide('OPTIONS', TARGET, [Origin: 'https://a.example', 'Access-Control-Request-Method': 'GET'])) == 405
  }
}
