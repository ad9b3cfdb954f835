package dev.fairlead.rpm

import dev.fairlead.spi.RouteDecision.Redirect
import spock.lang.Specification

/** A download that was saved. */
class RescueSpec extends Specification {
  def "a rescue is counted with its bytes, and says how it came about"() {
    given:
    def cache = new Cache()
    cache.bucket.objects.put('cache/pub/x.rpm', new byte[1000])

    when:
    Redirect decision = cache.decide('/pub/x.rpm')

    then:
    decision.saving().lengthBytes().asLong == 1000
    decision.saving().usd() == 0
    decision.trace().brief().contains('rescue (source: 404; copy: present)')
    decision.location().contains('life=3600')
    cache.count('fairlead.rpm.saved') == 1
  }
}
