package dev.fairlead.ranges

import spock.lang.Specification

class CloudSpec extends Specification {
  def "clouds have names"() {
    expect:
    Cloud.valueOf("AWS") == Cloud.AWS
  }
}
