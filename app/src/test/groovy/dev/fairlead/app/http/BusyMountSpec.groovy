package dev.fairlead.app.http

import dev.fairlead.app.host.MountFixture
import spock.lang.Specification

/** A mount takes in as many requests as it may, and says when to come again. */
class BusyMountSpec extends Specification {
  def "one more than may run is not taken in until another has ended"() {
    given:
    def mount = MountFixture.mount([:], 'm')

    expect:
    (1..10).every { mount.admit() }
    !mount.admit()
    !mount.admit()

    when:
    mount.leave()

    then:
    mount.admit()
    !mount.admit()
  }

  def "who is not taken in is told to come again"() {
    when:
    def answer = Responses.tooBusy()

    then:
    answer.status().code() == 503
    answer.headers().get('retry-after') == '1'
  }
}
