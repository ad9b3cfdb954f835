package dev.fairlead.spi.copies

import dev.fairlead.spi.ConfigurationException
import dev.fairlead.spi.Settings
import java.time.Duration
import spock.lang.Specification

class CopyLimitsSpec extends Specification {

  def "#settings gives #presignExpiry and #probeDeadline"() {
    expect:
    CopyLimits.read(Settings.of('s', settings)) == new CopyLimits(Duration.parse(presignExpiry), Duration.parse(probeDeadline))

    where:
    settings                                           || presignExpiry | probeDeadline
    [:]                                                || 'PT20M'       | 'PT1S'
    ['presign-expiry': '1h', 'probe-deadline': '50ms'] || 'PT1H'        | 'PT0.05S'
  }

  def "#key of #value is refused"() {
    when:
    CopyLimits.read(Settings.of('s', [(key): value]))

    then:
    def refused = thrown(ConfigurationException)
    refused.message.startsWith("s.$key: ")

    where:
    key              | value
    'presign-expiry' | '59s'
    'presign-expiry' | '8d'
    'probe-deadline' | '1ms'
    'probe-deadline' | '31s'
  }
}
