package dev.fairlead.isobuild

import static dev.fairlead.isobuild.ImageService.TOKEN
import static dev.fairlead.isobuild.ImageService.bytes
import static dev.fairlead.isobuild.ImageService.fields
import static dev.fairlead.isobuild.ImageService.status

import dev.fairlead.isobuild.store.Derived
import dev.fairlead.isobuild.store.ImageState
import dev.fairlead.isobuild.store.ImageType
import dev.fairlead.spi.RouteDecision
import java.nio.file.Files
import java.time.Duration
import java.time.Instant

/** How long posted images are there, and how many. */
class PostedImagesSpec extends StandaloneSpecification {
  def "what is over or was deleted is gone at once, whatever was composed a moment ago"() {
    given:
    def id = told(post(ORDER)).id
    def targets = ["/byid/$id/418.94/x86_64/full.iso", "/images/$id/pxe-initrd?version=418.94"]
    assert targets.every { status(service.decide(it)) == 200 }
    assert targets.every { service.strategy.decideAtOnce(service.request(it)).present }

    when:
    end(service, id as String)

    then:
    targets.every { service.strategy.decideAtOnce(service.request(it)).empty }
    targets.every { status(service.decide(it)) == 404 }
    status(service.decide("/images/$id")) == 404

    where:
    end << [
        { ImageService s, String posted -> s.context.clock.now += Duration.ofHours(1) },
        { ImageService s, String posted -> assert status(s.decide('DELETE', "/images/$posted", [Authorization: "Bearer $TOKEN"])) == 204 }]
  }

  def "until its time is over an image is there, and its bytes are of one time"() {
    given:
    def id = told(post(ORDER)).id
    def target = "/byid/$id/418.94/x86_64/full.iso"
    def first = (service.decide(target) as RouteDecision.Serve).content()
    service.context.clock.now += Duration.ofMinutes(59)
    def last = (service.decide(target) as RouteDecision.Serve).content()

    expect:
    last.entityTag() == first.entityTag()
    last.lastModified() == first.lastModified()
    first.lastModified().get() == Instant.parse('2026-11-01T12:00:00Z')
  }

  def "there are no more than #limits; later there is room again"() {
    given:
    service = ready([token: 'token'] + limits)
    def order = [version: '418.94', ignition: [ignition: [version: '3.4.0'], x: 'a' * 600]]
    def first = told(post(order)).id
    service.context.clock.now += Duration.ofMinutes(59)
    if (limits['max-images']) { post(order) }
    def full = post(order)

    expect:
    status(full) == 503
    fields(full)['Retry-After'] == '60'
    full.detail().contains('delete some, or wait')

    when:
    if (deleted) {
      service.decide('DELETE', "/images/$first", [Authorization: "Bearer $TOKEN"])
    } else {
      service.context.clock.now += Duration.ofMinutes(1)
    }

    then:
    status(post(order)) == 201
    status(post(order)) == 503

    where:
    [limits, deleted] << [[['max-images': 2], ['max-bytes': '1KiB']], [true, false]].combinations()
  }

  def "what there will never be room for says so"() {
    given:
    service = ready(token: 'token', 'max-bytes': '1KiB')
    def decision = post([version: '418.94', network_keyfiles: [a: 'x' * 1000], ignition: IGNITION])

    expect:
    status(decision) == 413
    decision.detail() == "this takes ${1000 + IGNITION.length()} bytes, and all posted images may have 1024"
  }

  def "while the base image isn't there nothing is taken, as nobody can tell whether it would fit"() {
    given:
    service.images.become(0, new ImageState.Downloading(OptionalInt.of(42)))
    def decision = post(ORDER)

    expect:
    status(decision) == 503
    fields(decision)['Retry-After'] == '10'
    decision.detail().contains('42 %')
  }

  def "a minimal ISO that is #state is #told"() {
    given:
    service.images.with('420.1', 'x86_64', ImageType.FULL, ImageService.state(LiveIsos.full(folder), state), '4.20.0')

    expect:
    StandaloneSpec.told(post(ORDER + [version: '420.1'])).urls.containsKey('minimal_iso') == named

    where:
    state                  || named
    new Derived.Making()   || true
    new Derived.None('no') || false
    told = named ? 'named' : 'left out'
  }

  def "who explains posts and deletes nothing"() {
    given:
    def id = told(post(ORDER)).id

    expect:
    status(service.strategy.explain(service.request('DELETE', "/images/$id", [Authorization: "Bearer $TOKEN"]))) == 405
    status(service.strategy.explain(service.request("/images/$id"))) == 200
  }

  def "with assisted-service nothing is posted"() {
    given:
    service = ImageService.ready(Files.createTempDirectory(folder, 'assisted'))

    expect:
    status(post(ORDER)) == 404
    service.strategy.takesBody(service.request('POST', '/images')).empty
    service.strategy.explain(service.request('POST', '/images')) == post(ORDER)
  }
}
